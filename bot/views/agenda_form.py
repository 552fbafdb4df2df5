"""The form in which a person makes an agenda, what it sends back, and how an agenda is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.content.catalogue import Words
from bot.content.text import OPTION, SECTION, escape, shorten
from bot.domain.check_in import Agenda, Meeting, Style
from bot.views import inputs, parts
from bot.views.check_in_messages import line, when
from bot.views.parts import Block, View

KEEP = "agenda.keep"
SHARE = "agenda.share"
REGULAR, AS_NEEDED, OWN, BRING, HOW, WHO = "regular", "as_needed", "own", "bring", "style", "share"
MOST = 10
"""Boxes to tick in one row (Slack)."""

SHARED = "share_it"


@dataclass(frozen=True, slots=True)
class ToBring:
    """A text of the person's list that can be put on the agenda, and whether it was agreed on."""

    text: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A form as it was sent. `brought` are the keys of the texts that are to be on the agenda."""

    topics: tuple[str, ...]
    own: tuple[str, ...]
    brought: tuple[str, ...]
    style: Style | None
    share: bool


def key_of(text: str) -> str:
    """How a form names a text, on the agenda or on the list: the same in two that are open."""
    return sha256(text.encode()).hexdigest()[:32]


def form(words: Words, its: Meeting, draft: Agenda, to_bring: Sequence[ToBring]) -> View:
    """All of it optional, with what was kept before filled in."""
    intro = words("supervision.agenda.intro", line=line(words, its.line), when=when(words, its))
    blocks = [
        parts.section(intro),
        *(_topics(words, name, draft) for name in (REGULAR, AS_NEEDED)),
        inputs.text(
            OWN,
            words.plain("supervision.agenda.own"),
            "\n".join(draft.items) or None,
            SECTION,
            hint=words.plain("supervision.agenda.own_hint"),
        ),
        *_bring(words, draft, to_bring),
        _style(words, draft),
        _share(words),
    ]
    return parts.modal(
        words,
        KEEP,
        words.plain("supervision.agenda.title"),
        blocks,
        submit=words.plain("supervision.agenda.submit"),
        close=words.plain("supervision.agenda.close"),
        private_metadata=its.value,
    )


def parse(view: View) -> tuple[int, Made]:
    """The check-in's number, and what was chosen and written."""
    found = parts.state(view)
    return int(view["private_metadata"]), Made(
        topics=(*(found[REGULAR] or ()), *(found[AS_NEEDED] or ())),
        own=tuple(text for row in (found[OWN] or "").splitlines() if (text := row.strip())),
        brought=tuple(found.get(BRING) or ()),
        style=Style(found[HOW]) if found[HOW] else None,
        share=found[WHO] == SHARED,
    )


def too_much(words: Words) -> dict[str, str]:
    """What to do where it does not fit."""
    return {OWN: words.plain("supervision.agenda.too_much")}


def kept(words: Words, its: Meeting, agenda: Agenda, *, shared: bool) -> View:
    """What takes the form's place, with a way to share it where it is not shared."""
    told = words("supervision.kept.shared") if shared else words("supervision.kept.kept")
    blocks = [parts.section(told), parts.divider(), *whole(words, agenda)]
    if agenda and not shared:
        share = parts.button(words.plain("supervision.kept.share"), SHARE, its.value, "primary")
        blocks.append(parts.actions("agenda", share))
    title = words.plain("supervision.kept.title")
    return parts.modal(words, "agenda.kept", title, blocks, private_metadata=its.value)


def whole(words: Words, agenda: Agenda) -> list[Block]:
    """An agenda as it is read."""
    if not agenda:
        return [parts.section(words("supervision.kept.empty"))]
    blocks: list[Block] = []
    if agenda.style:
        style = words.plain(f"supervision.agenda.{agenda.style}")
        blocks.append(parts.section(words("supervision.kept.style", style=style)))
    blocks += _listed(words.plain("supervision.kept.topics"), _named(words, agenda.topics))
    blocks += _listed(words.plain("supervision.kept.items"), agenda.items)
    for text in agenda.brought:
        blocks += parts.paragraphs(parts.quote(text))
    return blocks


def _listed(heading: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    told = "\n".join(f"• {escape(one)}" for one in lines)
    return [parts.header(heading), *parts.paragraphs(told)]


def _named(words: Words, topics: Sequence[str]) -> list[str]:
    """Topics in words; one that the files no longer have is left out."""
    known = {**words.table("topics.regular"), **words.table("topics.as_needed")}
    return [known[topic] for topic in topics if topic in known]


def _topics(words: Words, name: str, draft: Agenda) -> Block:
    offered = list(words.table(f"topics.{name}").items())[:MOST]
    label = words.plain(f"supervision.agenda.{name}")
    return inputs.ticks(name, label, offered, draft.topics)


def _bring(words: Words, draft: Agenda, to_bring: Sequence[ToBring]) -> list[Block]:
    """What is on the draft already and what was agreed on is ticked; the rest is for the person."""
    agreed = tuple(one.text for one in to_bring if one.agreed)
    offered = {key_of(text): text for text in (*draft.brought, *(one.text for one in to_bring))}
    first = list(offered.items())[:MOST]
    choices = [(key, shorten(" ".join(text.split()), OPTION)) for key, text in first]
    if not choices:
        return []
    ticked = [key for key, text in first if text in draft.brought or text in agreed]
    label, hint = (words.plain(f"supervision.agenda.{key}") for key in ("bring", "bring_hint"))
    return [inputs.ticks(BRING, label, choices, ticked, hint=hint)]


def _style(words: Words, draft: Agenda) -> Block:
    options = [parts.option(words.plain(f"supervision.agenda.{one}"), one) for one in Style]
    chosen = {"initial": options[list(Style).index(draft.style)]} if draft.style else {}
    return parts.choice(HOW, words.plain("supervision.agenda.style"), options, **chosen)


def _share(words: Words) -> Block:
    alone = parts.option(words.plain("supervision.agenda.keep_it"), "keep_it")
    with_them = parts.option(words.plain("supervision.agenda.share_open"), SHARED)
    label = words.plain("supervision.agenda.share")
    return parts.choice(WHO, label, [alone, with_them], initial=alone, optional=False)
