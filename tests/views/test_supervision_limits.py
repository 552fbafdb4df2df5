"""Supervision, talking to someone and what is stored about oneself, at their longest."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.content import catalogue
from bot.content.catalogue import Words
from bot.domain.check_in import Agenda, Meeting, Meetings, Mine, Shared, Style
from bot.domain.team import Member, Role
from bot.views import (
    about_me,
    agenda_form,
    answer,
    check_in_forms,
    check_in_messages,
    introduction,
    sooner,
    supervision,
    talk,
)
from bot.views.agenda_form import MOST, ToBring
from bot.views.parts import Message
from sandbox.rules import check_view
from tests.support.messages import assert_slack_takes, assert_text_tells_all

LANGUAGES = catalogue.load()
FAR = "America/Argentina/ComodRivadavia"
NOW = datetime(2026, 11, 23, 22, tzinfo=UTC)
LONGEST_ID = "U" + "0" * 31
NAMES = ("Wilhelmina Ännchen <&> " * 20, "فريق الميناء <&> צוות הנמל " * 12)
MEETING = Meeting(10**9, Role.PEER_SUPERVISOR, LONGEST_ID, NOW, FAR, elsewhere=True)
NOBODY = Meeting(10**9, Role.SUPERVISOR, None, NOW, FAR)
TOPICS = (
    *LANGUAGES.of("en").table("topics.regular"),
    *LANGUAGES.of("en").table("topics.as_needed"),
)
POINTS = ("&" * 3000,) * 4
TO_BRING = [ToBring(f"{n} " + NAMES[n % 2] * 5, agreed=n % 2 == 0) for n in range(MOST)]
FULL = Agenda(TOPICS, ("<" * 100,) * 29, ("&" * 2900,) * 3, Style.WRITING)


def _views(words: Words) -> dict[str, Mapping[str, Any]]:
    each = [Shared(replace(MEETING, number=10**9 + n), FULL, POINTS) for n in range(120)]
    many = Meetings(tuple(Mine(one, has_draft=True) for one in each[:60]), tuple(each[60:]))
    people = [Member(f"U{n:031}", NAMES[n % 2], Role.SUPERVISOR, FAR, None) for n in range(120)]
    return {
        "an agenda's form, full": agenda_form.form(words, MEETING, FULL, TO_BRING),
        "an agenda's form, new": agenda_form.form(words, NOBODY, Agenda(), []),
        "an agenda, kept": agenda_form.kept(words, MEETING, FULL, shared=False),
        "an agenda, shared": agenda_form.kept(words, MEETING, FULL, shared=True),
        "an agenda, empty": agenda_form.kept(words, MEETING, Agenda(), shared=False),
        "points": check_in_forms.points(words, MEETING, FULL, POINTS),
        "no points": check_in_forms.points(words, MEETING, None, ()),
        "points, added": check_in_forms.added(words),
        "another time": check_in_forms.move(words, MEETING),
        "another time, nobody": check_in_forms.move(words, NOBODY),
        "moved": check_in_forms.put(words, MEETING),
        "moved, nobody": check_in_forms.put(words, NOBODY),
        "what was agreed": check_in_forms.agree(words, MEETING),
        "agreed": check_in_forms.agreed(words),
        "supervision": supervision.page(words, many),
        "no supervision": supervision.page(words, Meetings()),
        "sooner": sooner.form(words, "&" * 300),
        "asked": sooner.asked(words, somebody=True),
        "nobody to ask": sooner.asked(words, somebody=False),
        "talk": talk.form(words, people),
        "talk to nobody": talk.form(words, []),
        "talked": talk.sent(words, LONGEST_ID),
        "forget me": about_me.forget(words),
        "forgotten": about_me.forgotten(words),
    }


def _messages(words: Words) -> dict[str, Message]:
    before = check_in_messages.before
    return {
        "agenda": check_in_messages.agenda(words, MEETING),
        "agenda, nobody": check_in_messages.agenda(words, NOBODY),
        "nothing": check_in_messages.nothing(words, MEETING),
        "before, shared": before(words, MEETING, shared=True),
        "before, unshared": before(words, MEETING, shared=False),
        "after": check_in_messages.after(words, MEETING),
        "moved": check_in_messages.moved(words, MEETING),
        "cover": check_in_messages.cover(words, MEETING),
        "cover, nobody": check_in_messages.cover(words, NOBODY),
        "no cover": check_in_messages.no_cover(words, MEETING),
        **{how: check_in_forms.went(words, MEETING, how) for how in ("held", "not_needed", "said")},
        "sooner": sooner.question(words, LONGEST_ID, NOW.isoformat()),
        "sooner, yes": sooner.reply(words, LONGEST_ID),
        "sooner, nobody": sooner.reply(words, None),
        "talk": talk.message(words, LONGEST_ID, "&" * 2900),
        "answer": answer.answer(words, "&" * 300),
        "to the coordinator": about_me.to_coordinator(words, LONGEST_ID),
        "introduced": introduction.introduced(
            words, LONGEST_ID, check_in_messages.agenda(words, MEETING)
        ),
        "introduced at length": introduction.introduced(
            words, LONGEST_ID, talk.message(words, LONGEST_ID, "&" * 2900)
        ),
        "introduced in a channel": introduction.introduced(
            words, "C0TEAM", check_in_messages.after(words, MEETING)
        ),
    }


def _in_each_language(made: Callable[[Words], Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{code}, {name}": one
        for code in LANGUAGES.known
        for name, one in made(LANGUAGES.of(code)).items()
    }


VIEWS: dict[str, Mapping[str, Any]] = _in_each_language(_views)
MESSAGES: dict[str, Message] = _in_each_language(_messages)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_slack_takes_the_form(view: Mapping[str, Any]) -> None:
    assert list(map(str, check_view(dict(view), kind="modal"))) == []


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_none_of_our_own_labels_is_cut(view: Mapping[str, Any]) -> None:
    shown = [view["title"], view.get("submit"), view.get("close")]
    shown += [block["label"] for block in view["blocks"] if block["type"] == "input"]
    assert not [label for label in shown if label and label["text"].endswith("…")]


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_slack_takes_the_message(message: Message) -> None:
    assert_slack_takes(message)


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_the_text_alone_tells_what_the_sections_tell(message: Message) -> None:
    assert_text_tells_all(message)
