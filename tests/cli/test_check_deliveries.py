"""What `holdspace check` says about prompts that did not surely arrive."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cli.checks.deliveries import SHOWN
from bot.domain.attempt import LEASE, Outcome
from bot.domain.prompts import Kind, Prompt, State
from bot.store import attempts, deliveries
from bot.store.database import Database
from tests.cli.conftest import EXAMPLES, Holdspace, Home

TEAM = EXAMPLES / "harbour-house.toml"
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
A_DAY = timedelta(days=1)
DEBRIEF = Prompt(Kind.DEBRIEF, "C0TEAM", NOON - A_DAY, NOON, "harbour", {"people": "U1,U2"})


def _ended(home: Home, prompt: Prompt, state: State, trouble: str | None = None) -> None:
    db = Database(f"sqlite:///{home.database}")
    db.now(deliveries.plan, [prompt])
    claimed = db.now(attempts.claim, prompt.due_at, LEASE, 500)
    (ours,) = [each for each in claimed if each.prompt.key == prompt.key]
    others = [Outcome(each, State.SENT) for each in claimed if each is not ours]
    db.now(attempts.record, [Outcome(ours, state, trouble=trouble), *others])
    db.close()


async def test_a_prompt_that_may_have_arrived_is_named_by_team_kind_and_time_and_not_by_its_words(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    _ended(home, DEBRIEF, State.UNKNOWN, "no_answer")
    (line,) = (await holdspace("check")).wrong
    assert line.startswith("wrong  Harbour House peers, debrief of ")
    assert "(Toronto time) in C0TEAM: Slack never said whether it took it" in line
    assert "look in the channel" in line
    assert "U1" not in line


async def test_a_refused_prompt_comes_with_slacks_word_for_it_and_what_to_do(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    _ended(home, DEBRIEF, State.DEAD, "not_in_channel")
    (line,) = (await holdspace("check")).wrong
    assert line.endswith(
        "Slack refused with not_in_channel; write /invite @Holdspace there, or correct the "
        "channel in the team file"
    )


async def test_what_did_not_reach_single_people_is_counted_without_whose_or_which(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    for kind, who in ((Kind.DEBRIEF, "U0SECRET"), (Kind.BREAK, "U0HUSH")):
        _ended(home, replace(DEBRIEF, kind=kind, recipient=who), State.DEAD, "user_disabled")
    _ended(home, replace(DEBRIEF, recipient="U0MAYBE"), State.UNKNOWN)
    said = await holdspace("check")
    assert sorted(line.split(" to single people")[0] for line in said.wrong) == [
        "wrong  1",
        "wrong  2",
    ]
    assert any(line.endswith("take it out of the team file") for line in said.wrong)
    told = "\n".join(said.wrong)
    assert not [word for word in ("U0SECRET", "U0HUSH", "U0MAYBE", "break") if word in told]


async def test_what_lies_more_than_a_week_back_is_left_in_peace(
    home: Home, holdspace: Holdspace
) -> None:
    await holdspace("team", "apply", TEAM)
    _ended(home, replace(DEBRIEF, due_at=NOON - 8 * A_DAY), State.DEAD)
    assert (await holdspace("check")).wrong == []


async def test_after_a_bad_day_the_list_stays_readable(home: Home, holdspace: Holdspace) -> None:
    await holdspace("team", "apply", TEAM)
    for number in range(SHOWN + 3):
        due = NOON - A_DAY - timedelta(minutes=number)
        _ended(home, replace(DEBRIEF, due_at=due), State.DEAD, "is_archived")
    said = await holdspace("check")
    assert len(said.wrong) == SHOWN + 1
    assert said.wrong[-1] == "wrong  prompts in channels: and 3 older ones"
