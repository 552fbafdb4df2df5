"""Every view and message at its longest passes the sandbox's own rules, which are Slack's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from bot.content import catalogue, templates
from bot.content.catalogue import Words
from bot.content.suggestions import RECENT
from bot.content.text import escape
from bot.domain.absence import MOST_ENTRIES, TimeOff
from bot.domain.breaks import Reminder
from bot.domain.check_in import Meeting, Meetings, Mine, Shared
from bot.domain.choices import Topic
from bot.domain.debrief import Leaving
from bot.domain.digest import Released, TeamWeek
from bot.domain.group import Group
from bot.domain.home import Day, Home
from bot.domain.preferences import Preferences
from bot.domain.prompts import Kind, State
from bot.domain.reflection import QUESTIONS, Destination, Reflection
from bot.domain.release import Band, People, Release
from bot.domain.results import Latest, Result, Telling
from bot.domain.set_up import Offer
from bot.domain.survey import Round, RoundState
from bot.domain.team import Member, Role, Team, Weekly
from bot.domain.undelivered import Missed, Undelivered
from bot.views import (
    agenda,
    breaks,
    company,
    day,
    debrief_form,
    debrief_prompt,
    digest,
    done_form,
    home,
    how_and_when,
    preferences,
    privacy,
    results,
    survey,
    survey_notices,
    survey_opening,
    time_off,
    trouble,
)
from bot.views.introduction import introduced
from bot.views.parts import Message
from sandbox.rules import check_message, check_view
from tests.support.messages import assert_slack_takes, assert_text_tells_all

LANGUAGES = catalogue.load()
WORDS = LANGUAGES.of("en")
NOW = datetime(2026, 11, 23, 22, tzinfo=UTC)
FAR = "America/Argentina/ComodRivadavia"
LONG_NAME = "Wilhelmina Ännchen <&> " * 20
RIGHT_TO_LEFT = "فريق الميناء <&> צוות הנמל " * 12
LONGEST_ID = "U" + "0" * 31
TEMPLATE = templates.load().find("staff-concerns")
assert TEMPLATE
STORED = tuple(WORDS.table("about_me.kind"))
ROUND = Round("f" * 32, "t", ("t",), TEMPLATE, b"k" * 32, NOW, NOW, 5, 1, RoundState.OPEN)
VOID = replace(ROUND, state=RoundState.VOID)
BANDS: dict[str, Band | None] = {item.key: Band.MOST for item in TEMPLATE.items}
RELEASED = Released(TEMPLATE, Release(People.TWENTY, BANDS, ("&" * 1000,) * 12))


def _team(key: str = "t" * 64, people: int = 1) -> Team:
    members = [
        Member(f"U{number:031}", LONG_NAME, Role.PEER_SUPPORTER, FAR) for number in range(people)
    ]
    weekly = Weekly(0, NOW.time())
    return Team(key, LONG_NAME, "C" + "0" * 31, FAR, 60, weekly, None, tuple(members), ())


def _leaving(people: int) -> Leaving:
    ids = tuple(member.id for member in _team(people=people).members)
    return Leaving("t" * 64, ids, NOW, FAR)


def _reflection(text: str) -> Reflection:
    written = tuple((name, text) for name in QUESTIONS)
    return Reflection(written, Destination.SHARE, "t", "1.1")


def _result(name: str) -> Result:
    """Of forty teams, all of which the reader leads, and all of which did something."""
    keys = [f"{n:064}" for n in range(40)]
    many = Release(People.TWENTY, BANDS, ("&" * 1000,) * 60)
    return Result(
        "f" * 32,
        (name,) * 40,
        NOW,
        Released(ROUND.template, many),
        in_full=True,
        done=[(name, "&" * 2000)] * 40,
        mine=[(key, name) for key in keys],
    )


def _telling(said: str | None) -> Telling:
    return Telling("f" * 32, "t" * 64, LONG_NAME, ROUND.template, said)


ENTERED = [(10**9 + n, TimeOff(LONGEST_ID, NOW.date(), NOW.date())) for n in range(MOST_ENTRIES)]


def _messages(words: Words) -> dict[str, Message]:
    reminder = Reminder(NOW, NOW, LONGEST_ID)
    puzzles = [idea for idea in words.ideas.every() if idea.answer][:RECENT]
    week = TeamWeek(LONG_NAME, offered=9, held=8, releases=(RELEASED,), ended=(RoundState.VOID,))
    weeks = [replace(week, too_small=True, kept_open=True)]
    return {
        "prompt of one": debrief_prompt.prompt(
            words, _leaving(1), "UTC", together=False, company=True
        ),
        "prompt of sixty": debrief_prompt.prompt(
            words, _leaving(60), "UTC", together=True, company=True
        ),
        "not today": debrief_prompt.not_today(words),
        "company asked": company.ask(words, LONGEST_ID),
        "company answered": company.answered(words, "no", LONGEST_ID),
        "company gone": company.answered(words, "gone", LONGEST_ID),
        "company reply": company.reply(words, "no", LONGEST_ID),
        "kept": debrief_form.kept(words, _reflection("&" * 3000)),
        "kept and introduced": introduced(
            words, LONGEST_ID, debrief_form.kept(words, _reflection("&" * 3000))
        ),
        "kept in words": debrief_form.kept(words, _reflection("a word or two " * 214)),
        "shared": debrief_form.shared(words, _reflection("<\n" * 1500), LONGEST_ID),
        "invitation": survey.invitation(words, LONG_NAME, ROUND, FAR),
        "survey reminder": survey_notices.reminder(words, LONG_NAME, ROUND, FAR),
        "survey held": survey_notices.held(words, LONG_NAME, ROUND, FAR),
        "survey void": survey_notices.ended(words, LONG_NAME, VOID),
        "digest": digest.digest(words, weeks),
        "something was done": results.notice(
            words, words.listed([LONG_NAME] * 4), ROUND.template.title
        ),
        "first digest": digest.welcome(words),
        "break": breaks.reminder(words, reminder, again=True),
        "break over": breaks.over(words, puzzles),
        "quiet": day.quiet(words, NOW, FAR, begun=True),
        "quiet already": day.quiet(words, NOW, FAR, begun=False),
        "no longer quiet": day.ended(words),
    }


def _views(words: Words) -> dict[str, Mapping[str, Any]]:
    group = Group("g", (_team(),), _team(people=8).members)
    trouble_in_form = trouble.in_form(words, {}, trouble.failed(words, "f" * 8))
    return {
        "form for nobody's team": debrief_form.form(words, []),
        "form for one team": debrief_form.form(words, [_team()], "t" * 64, "1" * 17),
        "form for many teams": debrief_form.form(words, [_team(f"team{n}") for n in range(100)]),
        "done": debrief_form.done(words, Destination.SUPERVISION, "x" * 300),
        "company of 120": company.form(words, "t" * 64, list(_team(people=120).members)),
        "company of nobody": company.form(words, "t" * 64, []),
        "company asked": company.asked(words, LONGEST_ID),
        "survey": survey.form(words, LONG_NAME, ROUND, FAR),
        "survey kept": survey.kept(words, ROUND.closes_at, FAR),
        "survey refused": survey.refused(words, "not_invited"),
        "survey to open": survey_opening.form(words, [group], templates.load().every()),
        "survey opened": survey_opening.opened(words, LONG_NAME, ROUND, FAR),
        "survey not opened": survey_opening.refused(words, "too_small"),
        "time off": time_off.form(words, []),
        "time off, full": time_off.form(words, ENTERED),
        "time off, entered": time_off.kept(words, ENTERED),
        "time off, none left": time_off.kept(words, []),
        "what one gets": preferences.form(words, list(Topic), {}, FAR),
        "what one has off": preferences.form(words, list(Topic), dict.fromkeys(Topic, NOW), FAR),
        "language and times": how_and_when.form(words, Preferences(), LANGUAGES.known, 60, 20),
        "language alone": how_and_when.form(words, Preferences(), LANGUAGES.known, None, None),
        "results": results.page(words, [_result(RIGHT_TO_LEFT), _result(LONG_NAME)], FAR),
        "no results": results.page(words, [], FAR),
        "what was done": done_form.form(words, _telling("&" * 2000)),
        "what was not done yet": done_form.form(words, _telling(None)),
        "privacy": privacy.page(words, [_team()]),
        "agenda": agenda.whole(words, 1, "x" * 12_000),
        "agenda, gone": agenda.gone(words),
        "break": breaks.modal(words, breaks.begun(words, words.ideas.every()[-1])),
        "trouble": trouble_in_form["view"],
    }


def _in_each_language(made: Callable[[Words], Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{code}, {name}": one
        for code in LANGUAGES.known
        for name, one in made(LANGUAGES.of(code)).items()
    }


MESSAGES: dict[str, Message] = _in_each_language(_messages)
VIEWS: dict[str, Mapping[str, Any]] = _in_each_language(_views)


def _home(
    much: tuple[int, int, int], text: str, words: Words = WORDS, name: str = LONG_NAME
) -> Mapping[str, Any]:
    """Of somebody who belongs to forty teams of that name and is there for many.

    `much`: how many items on the agenda, debriefs to come, and surveys and meetings.
    """
    items, debriefs, rounds = much
    person = _team().members[0].id
    teams = [replace(_team(), name=name)] * 40
    coming = [(NOW + timedelta(hours=n), _leaving(2)) for n in range(debriefs)]
    opened = [
        Round(f"{n:032}", "t", ("t",), ROUND.template, b"", NOW, NOW, 5, 1, RoundState.OPEN)
        for n in range(rounds)
    ]
    groups = [Group(f"g{n}", tuple(teams), ()) for n in range(rounds)]
    kept = list(enumerate([text] * items))
    missed = Missed("t", LONGEST_ID, FAR, Kind.DEBRIEF, NOW, State.DEAD, "not_in_channel")
    lost = Undelivered((missed,) * rounds, rounds)
    meeting = Meeting(10**9, Role.PEER_SUPERVISOR, LONGEST_ID, NOW, FAR, elsewhere=True)
    several = (Shared(meeting),) * rounds
    page = Home(
        person=person,
        now=NOW,
        teams=teams,
        debriefs=coming,
        open_rounds=opened,
        agenda=kept,
        to_open=groups,
        day=Day(NOW, off=True, on_shift_until=NOW, next_shift=NOW),
        undelivered=lost,
        meetings=Meetings(tuple(Mine(one, has_draft=True) for one in several), several),
        latest=Latest(ROUND.template, NOW, was_done=True),
        stored=dict.fromkeys(STORED, 10**6),
        set_up=Offer(teams=tuple((f"{n:064}", name[:40]) for n in range(3)), may_create=True),
    )
    return home.home(words, page)


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_slack_takes_the_message(message: Message) -> None:
    assert_slack_takes(message)


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_the_text_alone_tells_what_the_sections_tell(message: Message) -> None:
    assert_text_tells_all(message)


def test_the_prompt_that_was_held_is_taken_too() -> None:
    prompt = MESSAGES["en, prompt of sixty"]
    told = debrief_prompt.held(WORDS, {"text": prompt.text, "blocks": prompt.blocks})
    assert check_message(told.text, list(told.blocks), None) == []


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_slack_takes_the_modal(view: Mapping[str, Any]) -> None:
    assert list(map(str, _problems(view, "modal"))) == []


@pytest.mark.parametrize("language", LANGUAGES.known)
@pytest.mark.parametrize(
    ("much", "text"),
    [
        ((0, 0, 0), ""),
        ((50, 20, 5), "x" * 12_000),
        ((50, 20, 5), escape("&" * 12_000)),
        ((50, 20, 5), "é" * 12_000),
    ],
    ids=["empty", "full", "escaped", "accented"],
)
def test_slack_takes_the_home_tab(much: tuple[int, int, int], text: str, language: str) -> None:
    page = _home(much, text, LANGUAGES.of(language))
    assert list(map(str, _problems(page, "home"))) == []
    assert _cut(page) == []


@pytest.mark.parametrize("language", LANGUAGES.known)
def test_slack_takes_the_home_tab_with_names_from_right_to_left(language: str) -> None:
    page = _home((50, 20, 5), "x", LANGUAGES.of(language), RIGHT_TO_LEFT)
    assert list(map(str, _problems(page, "home"))) == []


def _cut(shown: object) -> list[str]:
    """Our own labels that did not fit: of a form, a button, a question, or what to choose from.

    Menus are left out, since people's and teams' names stand in them.
    """
    if isinstance(shown, list):
        return [text for one in shown for text in _cut(one)]
    if not isinstance(shown, dict) or shown.get("type") == "static_select":
        return []
    text = shown.get("text", "")
    ours = shown.get("type") == "plain_text" and str(text).endswith("…")
    return [text] if ours else [cut for one in shown.values() for cut in _cut(one)]


@pytest.mark.parametrize("name", [name for name in MESSAGES if not name.endswith("digest")])
def test_no_label_of_a_message_is_cut(name: str) -> None:
    assert _cut(MESSAGES[name].blocks) == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_label_of_a_form_is_cut(name: str) -> None:
    assert _cut(VIEWS[name]) == []


def _problems(view: Mapping[str, Any], kind: Literal["modal", "home"]) -> list[object]:
    return list(check_view(view, kind=kind))


def test_nothing_that_somebody_kept_is_cut() -> None:
    written = "a word or two " * 214
    shown = "".join(block["text"]["text"] for block in MESSAGES["en, kept in words"].blocks)
    bare = "".join(shown.split()).replace(">", "")
    assert bare.count("".join(written.split())) == len(QUESTIONS)


def test_each_piece_of_a_long_answer_is_still_a_quotation() -> None:
    for block in MESSAGES["en, kept in words"].blocks[1:]:
        first, *rest = block["text"]["text"].splitlines()
        assert all(line.startswith(">") for line in rest)
        assert first.startswith((">", "*"))


def test_at_most_a_hundred_colleagues_are_offered() -> None:
    options = VIEWS["en, company of 120"]["blocks"][-1]["element"]["options"]
    assert len(options) == company.MOST


def test_the_newest_of_many_agenda_items_come_first_and_the_others_are_told_of() -> None:
    blocks = _home((45, 0, 0), "x")["blocks"]
    values = [block["accessory"]["value"] for block in blocks if "accessory" in block]
    assert (values[0], values[-1], len(values)) == ("44", "5", 40)
    assert "And 5 older ones" in str(blocks)


def test_a_page_with_much_else_on_it_shows_fewer_agenda_items() -> None:
    blocks = _home((45, 20, 15), "x")["blocks"]
    values = [block["accessory"]["value"] for block in blocks if "accessory" in block]
    assert len(blocks) == home.BLOCKS
    assert values[0] == "44"
    assert f"And {45 - len(values)} older ones" in str(blocks)
