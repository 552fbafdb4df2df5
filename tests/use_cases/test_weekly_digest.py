from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import insert

from bot.domain.digest import digest_prompts
from bot.domain.prompts import Kind, Prompt, State
from bot.domain.team import Weekly
from bot.store.tables import delivery
from bot.use_cases.close_rounds import KEY_MAY_COME_BACK
from bot.use_cases.survey_invitation import compose_invitation
from bot.use_cases.weekly_digest import compose_digest
from tests.support.survey_scene import CADENCE, CLOSES, OPENS, Scene, a_team, peer, supervisor

WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)
MONDAY = datetime.fromisoformat("2026-11-30T13:00:00+00:00")
"""The digest after the close."""


def _prompt(scene: Scene, due: datetime = MONDAY) -> Prompt:
    (prompt,) = digest_prompts([scene.team], due, due + HOUR)
    return prompt


def _digest(scene: Scene, due: datetime = MONDAY) -> str:
    message = scene.db.now(compose_digest, scene.words, _prompt(scene, due))
    assert message
    return message.text


def _sent(scene: Scene, prompt: Prompt, *, held: bool = False, state: State = State.SENT) -> None:
    row = {
        "key": prompt.key,
        "kind": prompt.kind,
        "recipient": prompt.recipient,
        "due_at": prompt.due_at,
        "expires_at": prompt.expires_at,
        "team": prompt.team,
        "subject": prompt.subject,
        "state": state,
        "attempt": 1,
        "next_try_at": prompt.due_at,
        "held": held,
    }
    with scene.db.engine.begin() as tx:
        tx.execute(insert(delivery), row)


def _debrief(channel: str, due: datetime) -> Prompt:
    return Prompt(Kind.DEBRIEF, channel, due, due + HOUR, "river")


def _released(scene: Scene) -> str:
    (round_id,) = scene.open()
    for person in range(8):
        scene.answer(round_id, person, 1, f"comment {person}")
    scene.close()
    return round_id


def test_a_quiet_week_says_so_kindly(scene: Scene) -> None:
    scene.save(replace(scene.team, survey=None))
    _sent(scene, _prompt(scene, MONDAY - WEEK))
    assert "It was a quiet week" in _digest(scene)


def test_the_first_of_all_digests_says_what_it_is_where_there_is_nothing_to_tell(
    scene: Scene,
) -> None:
    scene.save(replace(scene.team, survey=None))
    assert "once a week and no more often" in _digest(scene)


def test_debriefs_of_the_week_in_the_channel_are_counted_and_lone_ones_are_not(
    anywhere: Scene,
) -> None:
    _sent(anywhere, _debrief("C1", OPENS), held=True)
    _sent(anywhere, _debrief("C1", OPENS + HOUR))
    _sent(anywhere, _debrief("U001", OPENS + 2 * HOUR), held=True)
    _sent(anywhere, _debrief("C1", OPENS - WEEK), held=True)
    _sent(anywhere, _debrief("C1", OPENS + 3 * HOUR), state=State.LATE)
    assert "offered in the channel: 2. Held, as the team tells it: 1." in _digest(anywhere)


def test_a_release_of_the_week_is_told_once_with_what_helps(anywhere: Scene) -> None:
    _released(anywhere)
    told = _digest(anywhere)
    assert "Survey results: Staff concerns" in told
    assert "Between 5 and 9 people took part" in told
    assert "A concern for *most or all*: Keeping private things private" in told
    assert "Give one confidentiality training to everyone" in told
    assert "To start a conversation" in told
    assert all(f">comment {person}" in told for person in range(8))
    assert "Survey results" not in _digest(anywhere, MONDAY + WEEK)


def test_a_release_is_still_news_when_the_digest_before_never_went_out(scene: Scene) -> None:
    _released(scene)
    _sent(scene, _prompt(scene, MONDAY - WEEK))
    _sent(scene, _prompt(scene, MONDAY), state=State.LATE)
    assert "Survey results" in _digest(scene, MONDAY + WEEK)


def test_a_release_that_was_told_is_not_told_again(scene: Scene) -> None:
    _released(scene)
    _sent(scene, _prompt(scene, MONDAY))
    thursday = replace(scene.team, digest=Weekly(3, time(8)))
    scene.team = thursday
    scene.save(thursday)
    assert "Survey results" not in _digest(scene, MONDAY + timedelta(days=3))


def test_an_open_round_is_not_mentioned_however_many_answered(scene: Scene) -> None:
    due = MONDAY - WEEK
    quiet = _digest(scene, due + WEEK)
    (round_id,) = scene.open()
    for person in range(6):
        scene.answer(round_id, person, 2)
    assert _digest(scene, due + WEEK) == quiet


def test_a_held_round_reads_held_not_empty_whatever_it_holds(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.close()
    empty = _digest(scene)
    assert "held, not empty" in empty
    for person in range(4):
        scene.answer(round_id, person, 2)
    assert _digest(scene) == empty


def test_a_round_that_nobody_will_read_is_told(scene: Scene) -> None:
    (round_id,) = scene.open()
    scene.keys.destroy(round_id)
    scene.close(CLOSES + KEY_MAY_COME_BACK)
    assert "its key was lost" in _digest(scene)


def test_a_round_deleted_unread_is_told_when_it_ended(scene: Scene) -> None:
    scene.open()
    ends = OPENS + 4 * WEEK
    for weeks in range(4):
        scene.close(CLOSES + weeks * WEEK)
    scene.close(ends)
    assert "deleted unread" in _digest(scene, MONDAY + 4 * WEEK)


def test_a_team_too_small_for_its_survey_is_told_in_the_week_it_was_planned(scene: Scene) -> None:
    scene.with_members(supervisor(), *(peer(n) for n in range(4)))
    assert "fewer than 5 people" in _digest(scene)
    assert "fewer than 5 people" not in _digest(scene, MONDAY + WEEK)


def _pool(scene: Scene, peers: int = 4) -> None:
    pooled = replace(CADENCE, group="both")
    scene.team = replace(a_team(peers), survey=pooled)
    scene.save(scene.team)
    members = (supervisor("UOTHER"), *(peer(n) for n in range(4, 4 + peers)))
    scene.save(replace(a_team(key="shore", survey=pooled), name="Shore", members=members))


def _digest_of(scene: Scene, person: str) -> str:
    message = scene.db.now(compose_digest, scene.words, replace(_prompt(scene), recipient=person))
    assert message
    return message.text


def test_a_pooled_release_is_read_by_each_teams_supervisor_under_both_names(
    anywhere: Scene,
) -> None:
    _pool(anywhere)
    _released(anywhere)
    for person in ("USUPER", "UOTHER"):
        told = _digest_of(anywhere, person)
        assert told.count("Survey results: Staff concerns") == 1
        assert told.index("*River &amp; Bank and Shore*") < told.index("Survey results")
    assert "Survey results" not in told[: told.index("*River &amp; Bank and Shore*")]


def test_who_supervises_both_teams_reads_the_pooled_release_once(scene: Scene) -> None:
    _pool(scene)
    scene.save(replace(a_team(key="wood", survey=None), name="Wood"))
    pooled = replace(CADENCE, group="both")
    members = (supervisor(), *(peer(n) for n in range(4, 8)))
    scene.save(replace(a_team(key="shore", survey=pooled), name="Shore", members=members))
    _released(scene)
    assert _digest(scene).count("Survey results: Staff concerns") == 1


def test_a_team_that_joins_the_group_later_reads_nothing_of_the_round_before(
    scene: Scene,
) -> None:
    _released(scene)
    pooled = replace(CADENCE, group="river")
    scene.save(replace(a_team(key="shore", survey=pooled), members=(supervisor("UOTHER"),)))
    assert "Survey results" not in _digest_of(scene, "UOTHER")
    assert "Survey results" in _digest(scene)


def test_two_teams_that_are_too_small_together_are_told_together(scene: Scene) -> None:
    _pool(scene, peers=2)
    told = _digest(scene)
    assert told.index("*River &amp; Bank and Shore*") < told.index("fewer than 5 people")


def test_all_teams_of_a_supervisor_are_in_one_message_and_others_are_not(scene: Scene) -> None:
    scene.save(replace(a_team(key="shore", survey=None), name="Shore"))
    other = (supervisor("UOTHER"),)
    scene.save(replace(a_team(key="wood", survey=None), name="Wood", members=other))
    _sent(scene, _debrief("C1", OPENS))
    told = _digest(scene)
    assert told.index("*River &amp; Bank*") < told.index("*Shore*")
    assert "Wood" not in told


def test_nothing_goes_to_somebody_who_supervises_no_more_or_at_another_hour(scene: Scene) -> None:
    prompt = _prompt(scene)
    scene.save(replace(scene.team, digest=Weekly(0, time(9))))
    assert scene.db.now(compose_digest, scene.words, prompt) is None
    scene.save(replace(scene.team, members=(peer(1),)))
    assert scene.db.now(compose_digest, scene.words, prompt) is None


def _invitation(round_id: str, person: str) -> Prompt:
    subject = {"round": round_id}
    return Prompt(Kind.SURVEY_INVITATION, person, OPENS, CLOSES, "river", subject)


def test_the_invitation_is_the_same_for_everybody_and_stops_with_the_round(scene: Scene) -> None:
    (round_id,) = scene.open()
    sent = [
        scene.db.now(compose_invitation, scene.words, _invitation(round_id, peer(n).id))
        for n in range(8)
    ]
    assert sent[0]
    assert "River &amp; Bank" in sent[0].text
    assert "Friday 27 November, 16:00 (Toronto time)" in sent[0].text
    assert all(message == sent[0] for message in sent)
    scene.answer(round_id, 0, 2)
    invitation = _invitation(round_id, "U000")
    assert scene.db.now(compose_invitation, scene.words, invitation) == sent[0]
    for person in range(8):
        scene.answer(round_id, person, 1)
    scene.close()
    assert scene.db.now(compose_invitation, scene.words, invitation) is None
