"""Which teams somebody may set up: on Home, as a list, and the form that makes a new one."""

from typing import Any

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn
from bot.domain.set_up import Offer
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import ref
from bot.views.setup.ref import Ref

ON_HOME = 3
"""Teams with a button of their own on Home."""

NAME = 80
"""Characters of a team's name, as in a team file."""


def on_home(words: Words, offer: Offer) -> list[Block]:
    """A heading, a paragraph and a row of buttons; nothing for whoever has nothing to set up."""
    if not offer:
        return []
    about = "setup.home.first_day" if offer.none_yet else "setup.home.text"
    few = len(offer.teams) <= ON_HOME and not offer.archived
    buttons = [_home_button(words, key, name) for key, name in offer.teams] if few else []
    if not few:
        buttons.append(parts.button(words.plain("setup.home.more"), ref.LIST, str(Ref())))
    if offer.may_create:
        buttons.append(_create(words, offer))
    return [
        parts.divider(),
        parts.header(words.plain("setup.home.heading")),
        parts.section(words(about)),
        parts.actions("setup", *buttons),
    ]


def listed(words: Words, offer: Offer, page: int = 0) -> View:
    """Every team that is theirs to set up, then those that they can bring back."""
    every = [(name, ref.OPEN, key) for key, name in offer.teams]
    every += [(name, ref.BRING_BACK, key) for key, name in offer.archived]
    shown = every[page * ref.PAGE : (page + 1) * ref.PAGE]
    nothing = "setup.list.none" if offer.may_create else "setup.list.refused"
    blocks = [
        parts.section(words("setup.list.text" if every else nothing)),
        *(_team(words, *each) for each in shown),
        *ref.pages(words, Ref(page=page), len(every), ref.LIST),
        *([parts.actions("create", _create(words, offer))] if offer.may_create else []),
    ]
    return parts.modal(words, ref.SHOWN, words.plain("setup.list.title"), blocks)


def form(words: Words, timezone: str) -> View:
    """Three things, of which the time zone is filled in."""
    blocks = [
        parts.section(words("setup.create.intro")),
        inputs.line("team.name", words.plain("setup.field.name"), None, NAME, optional=False),
        inputs.channel(
            "team.channel",
            words.plain("setup.field.channel"),
            None,
            hint=words.plain("setup.create.channel_hint"),
            optional=False,
        ),
        inputs.line(
            "team.timezone",
            words.plain("setup.field.timezone"),
            timezone,
            64,
            hint=words.plain("setup.field.timezone_hint"),
            optional=False,
        ),
    ]
    return parts.modal(
        words,
        ref.MAKE,
        words.plain("setup.create.title"),
        blocks,
        submit=words.plain("setup.create.submit"),
        close=words.plain("setup.create.close"),
    )


def parse(view: View) -> dict[str, Any]:
    """What [team] of a team file would hold, but for the key."""
    found = parts.state(view)
    values = {name: found.get(f"team.{name}") for name in ("name", "channel", "timezone")}
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def archived(words: Words, team: str) -> View:
    """What takes the team's place once it is put away."""
    told = parts.section(words("setup.archive.done", team=team))
    return parts.modal(words, ref.SHOWN, words.plain("setup.archive.done_title"), [told])


def not_back(words: Words, key: str, reasons: list[str]) -> View:
    """Why an archived team does not fit any more; the reasons are escaped already."""
    lines = Mrkdwn("\n".join(f"• {each}" for each in reasons))
    told = words("setup.archive.not_back", team=key, reasons=lines)
    shown = parts.paragraphs(told)
    return parts.modal(words, ref.SHOWN, words.plain("setup.refused.title"), shown)


def _home_button(words: Words, key: str, name: str) -> Block:
    label = words.plain("setup.home.team", team=name)
    return parts.button(label, ref.OPEN, str(Ref(key))) | {"action_id": f"{ref.OPEN}.{key}"}


def _create(words: Words, offer: Offer) -> Block:
    style = "primary" if offer.none_yet else None
    return parts.button(words.plain("setup.home.create"), ref.CREATE, str(Ref()), style)


def _team(words: Words, name: str, action: str, key: str) -> Block:
    if action == ref.OPEN:
        label, told = words.plain("setup.list.open"), words("setup.page.name", team=name)
    else:
        label, told = words.plain("setup.list.bring_back"), words("setup.list.archived", team=name)
    return parts.section(told) | {"accessory": parts.button(label, action, str(Ref(key)))}
