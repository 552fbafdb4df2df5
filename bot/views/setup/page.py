"""One team's page: how it is set up, a line for each part, and where each is changed."""

from collections.abc import Sequence

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, escape
from bot.domain.rhythm import WEEKDAYS
from bot.domain.saying import Saying
from bot.domain.set_up import SetUp
from bot.domain.team import Team
from bot.views import parts
from bot.views.parts import Block, View
from bot.views.setup import ref
from bot.views.setup.ref import Ref


def page(words: Words, its: SetUp, *, joined: bool, saved: Sequence[Saying] | None = None) -> View:
    """The whole of it. `saved`: what was just saved, a line each; `joined`: the app can post."""
    team = its.team
    blocks = [
        parts.header(team.name),
        *(_saved(words, saved) if saved is not None else []),
        *([] if joined else [_invite(words, team)]),
        *_next(words, team),
        _part(words, team, "team", _team(words, team)),
        _part(words, team, "day", _day(words, team)),
        _part(words, team, ref.MEMBERS, words("setup.page.people", count=len(team.members))),
        _part(words, team, ref.SHIFTS, words("setup.page.shifts", count=len(team.shifts))),
        _part(words, team, "survey", _survey(words, team)),
        _part(words, team, ref.CHECK_INS, _supervision(words, team)),
        parts.divider(),
        parts.actions("whole", _archive(words, team), _back(words)),
    ]
    return parts.modal(words, ref.SHOWN, words.plain("setup.page.title"), blocks)


def _saved(words: Words, saved: Sequence[Saying]) -> list[Block]:
    first = words("setup.page.saved" if saved else "setup.page.same")
    return parts.paragraphs("\n".join([first, *map(escape, map(words.told, saved))]))


def _invite(words: Words, team: Team) -> Block:
    return parts.section(words("setup.page.invite", channel=_channel(team)))


def _next(words: Words, team: Team) -> list[Block]:
    """What a team that has just been made still needs, until it has it."""
    if len(team.members) == 1:
        told, label, part = words("setup.page.next_people"), "setup.people.add", ref.MEMBERS
    elif not team.shifts:
        told, label, part = words("setup.page.next_shifts"), "setup.shifts.add", ref.SHIFTS
    else:
        return []
    add = parts.button(words.plain(label), ref.ADD, str(Ref(team.key, part)), "primary")
    return [parts.section(told), parts.actions("next", add)]


def _part(words: Words, team: Team, part: str, told: str) -> Block:
    is_list = part in {ref.MEMBERS, ref.SHIFTS, ref.CHECK_INS}
    label = words.plain("setup.page.open" if is_list else "setup.page.change")
    action = ref.PART if is_list else ref.FORM
    shown = parts.section(told) | {"block_id": f"part.{part}"}
    return shown | {"accessory": parts.button(label, action, str(Ref(team.key, part)))}


def _channel(team: Team) -> Mrkdwn:
    return Mrkdwn(f"<#{team.channel}>")


def _team(words: Words, team: Team) -> str:
    return words("setup.page.team", channel=_channel(team), timezone=team.timezone)


def _day(words: Words, team: Team) -> str:
    weekday = ref.weekday(words, WEEKDAYS[team.digest.weekday])
    return words(
        "setup.page.day",
        minutes=team.debrief_lead_minutes,
        weekday=weekday,
        at=f"{team.digest.at:%H:%M}",
        a_day=team.daily_budget,
    )


def _survey(words: Words, team: Team) -> str:
    survey = team.survey
    if survey is None:
        return words("setup.page.no_survey")
    first = words.day(survey.first_day)
    return words("setup.page.survey", template=survey.template, weeks=survey.every_weeks, day=first)


def _supervision(words: Words, team: Team) -> str:
    return words("setup.page.supervision", count=len(team.cadences))


def _archive(words: Words, team: Team) -> Block:
    question = ref.confirm(
        words.plain("setup.archive.title"),
        words.plain("setup.archive.text"),
        words.plain("setup.archive.yes"),
        words.plain("setup.archive.no"),
    )
    button = parts.button(
        words.plain("setup.archive.button"), ref.ARCHIVE, str(Ref(team.key)), "danger"
    )
    return button | {"confirm": question}


def _back(words: Words) -> Block:
    return parts.button(words.plain("setup.list.back"), ref.LIST, str(Ref()))
