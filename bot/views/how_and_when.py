"""The form of one's language and times, and what it sends back."""

from collections.abc import Container, Iterable, Mapping, Sequence

from bot.content.catalogue import Words
from bot.domain.preferences import DEBRIEF_MINUTES, PREPARE_DAYS, Preferences
from bot.views import inputs, parts
from bot.views.parts import Block, View

OPEN = "preferences.open"
KEEP = "preferences.keep"
LANGUAGE, DEBRIEF, PREPARE = "language", "debrief", "prepare"
TEAMS = "team"
"""Chosen in place of a number: as the team has it."""


def form(
    words: Words,
    own: Preferences,
    languages: Mapping[str, str],
    debrief_minutes: int | None,
    prepare_days: int | None,
) -> View:
    """What holds now, filled in. `languages`: what each calls itself, by code.

    The numbers are the team's; where one is None, its question does not concern the reader.
    """
    reads = own.language or words.language
    blocks = [parts.section(words("preferences.form.intro")), _language(words, languages, reads)]
    if debrief_minutes is not None:
        choices = _debrief(words, debrief_minutes)
        blocks.append(_one_of(words, DEBRIEF, choices, own.debrief_lead_minutes))
    if prepare_days is not None:
        blocks.append(_one_of(words, PREPARE, _prepare(words, prepare_days), own.prepare_days))
    blocks.append(parts.context(words("preferences.form.small_print")))
    return parts.modal(
        words,
        KEEP,
        words.plain("preferences.form.title"),
        blocks,
        submit=words.plain("preferences.form.submit"),
        close=words.plain("preferences.form.close"),
    )


def parse(view: View, before: Preferences, languages: Container[str]) -> Preferences:
    """What was chosen; what was not asked is as `before`.

    Raises:
        ValueError: something was sent that the form does not offer.
    """
    found = parts.state(view)
    if found[LANGUAGE] not in languages:
        raise ValueError("no such language is offered")
    minutes = _number(found[DEBRIEF]) if DEBRIEF in found else before.debrief_lead_minutes
    days = _number(found[PREPARE]) if PREPARE in found else before.prepare_days
    return Preferences(found[LANGUAGE], minutes, days)


def _number(chosen: str) -> int | None:
    return None if chosen == TEAMS else int(chosen)


def _language(words: Words, languages: Mapping[str, str], reads: str) -> Block:
    label = words.plain("preferences.form.language")
    return inputs.one_of(LANGUAGE, label, list(languages.items()), reads, optional=False)


def _debrief(words: Words, usual: int) -> Iterable[tuple[str, str]]:
    yield TEAMS, words.plain("preferences.debrief.team", minutes=usual)
    for minutes in DEBRIEF_MINUTES:
        yield str(minutes), words.plain("preferences.debrief.minutes", minutes=minutes)


def _prepare(words: Words, usual: int) -> Iterable[tuple[str, str]]:
    yield TEAMS, words.plain("preferences.prepare.team", days=_days(words, usual))
    for days in PREPARE_DAYS:
        yield str(days), _days(words, days)


def _days(words: Words, days: int) -> str:
    named: Sequence[str] = ("none", "one")
    key = named[days] if days < len(named) else "some"
    return words.plain(f"preferences.prepare.{key}", days=days)


def _one_of(
    words: Words, name: str, choices: Iterable[tuple[str, str]], chosen: int | None
) -> Block:
    label = words.plain(f"preferences.form.{name}")
    value = TEAMS if chosen is None else str(chosen)
    return inputs.one_of(name, label, list(choices), value, optional=False)
