"""The real app with one leak each, made by replacing one function: what R13 shows over the wire."""

from collections.abc import Awaitable, Callable, Sequence
from random import Random

import pytest

from bot.cli import survey as survey_command
from bot.domain import release
from bot.domain.prompts import Kind
from bot.domain.survey import Answer
from bot.use_cases.find_survey import Invited
from bot.views import parts
from handlers.survey import Survey
from tests.support.practice import Stage

Heard = dict[str, str]
"""What each person said last, by when they said it."""
Leak = Callable[[pytest.MonkeyPatch, Stage], None]


def edits_the_invitation(patch: pytest.MonkeyPatch, stage: Stage) -> None:
    """An invitation edited when it is answered."""

    async def edit(person: str, said: str) -> None:
        its = [d for d in stage.deliveries(Kind.SURVEY_INVITATION) if d["recipient"] == person][-1]
        posts = stage.calls("chat.postMessage")
        (post,) = [post for post in posts if (post["response"] or {}).get("ts") == its["ts"]]
        blocks = [*post["request"]["blocks"], parts.section(f"You said: {said}")]
        place = {"channel": its["channel"], "ts": its["ts"]}
        await stage.practice.app.client.chat_update(**place, text=said, blocks=blocks)

    _overhear(patch, edit)


def digest_in_order(patch: pytest.MonkeyPatch, _stage: Stage) -> None:
    """A digest in the order of answers."""
    heard = _overhear(patch)

    def comments(_answers: Sequence[Answer], _random: Random) -> tuple[str, ...]:
        told = tuple(heard.values())
        heard.clear()
        return told

    patch.setattr(release, "_comments", comments)


def figures_so_far(patch: pytest.MonkeyPatch, _stage: Stage) -> None:
    """Counts shown while a round is open."""
    heard, line = _overhear(patch), survey_command._line  # noqa: SLF001 - what leaks in its place

    def with_figures(told: Invited) -> str:
        counts = [f"{said}: 1" for said in heard.values()]
        return "\n".join([line(told), *(counts if told.round.takes_answers else [])])

    patch.setattr(survey_command, "_line", with_figures)


async def _nothing(_person: str, _said: str) -> None:
    """It is enough to have heard."""


def _overhear(
    patch: pytest.MonkeyPatch, then: Callable[[str, str], Awaitable[None]] = _nothing
) -> Heard:
    """Take down what comes in, before it is sealed."""
    heard: Heard = {}
    keep = Survey._keep  # noqa: SLF001 - what leaks in its place

    async def overheard(self: Survey, round_id: str, person: str, given: Answer | None) -> object:
        kept = await keep(self, round_id, person, given)
        if given:
            heard.pop(person, None)
            heard[person] = given.comment
            await then(person, given.comment)
        return kept

    patch.setattr(Survey, "_keep", overheard)
    return heard
