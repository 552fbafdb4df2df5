"""Five minutes on demand: by command, by shortcut, from Home; and the welcome back."""

import itertools

from tests.support.practice import Json, Stage, actions_of

NOON = "2026-11-24T12:00:00+00:00"
FIVE_PAST = "2026-11-24T12:05:00+00:00"
IDEA = "These five minutes are yours."


async def _said(stage: Stage, user: str, channel: str = "C0HILL") -> list[Json]:
    return [m for m in await stage.person(user).messages(channel) if m.get("ephemeral")]


async def _five(stage: Stage, user: str = "U0ADA") -> Json:
    await stage.person(user).command("C0HILL", "/five")
    return (await _said(stage, user))[-1]


def _ideas(stage: Stage) -> list[str]:
    (row,) = stage.deliveries("break over")
    return str(row["subject"]["ideas"]).split(",")


async def _seen_by_others(stage: Stage) -> list[Json]:
    found = [m for user in ("U0BEN", "U0EVE") for m in await stage.person(user).inbox()]
    for user in ("U0BEN", "U0EVE"):
        found += await stage.person(user).messages("C0HILL")
        home = await stage.person(user).home()
        found += [block.get("text", {}) for block in home["blocks"]]
    return found


async def test_five_brings_an_idea_that_nobody_else_sees(hill: Stage) -> None:
    before = await _seen_by_others(hill)
    answer = await _five(hill)
    assert answer["text"].startswith(IDEA)
    assert "Nobody else is told." in answer["text"]
    assert actions_of(answer) == ["breaks.another"]
    assert await hill.person("U0ADA").inbox() == []
    await hill.at(FIVE_PAST)
    assert len(await hill.person("U0ADA").inbox()) == 1
    assert await _seen_by_others(hill) == before


async def test_the_welcome_back_comes_at_exactly_five_minutes(hill: Stage) -> None:
    await _five(hill)
    await hill.at("2026-11-24T12:04:59+00:00")
    assert await hill.person("U0ADA").inbox() == []
    await hill.at(FIVE_PAST)
    (welcome,) = await hill.person("U0ADA").inbox()
    assert welcome["text"].startswith("Welcome back.")
    assert actions_of(welcome) == []


async def test_a_second_five_says_how_long_is_left_and_starts_nothing(hill: Stage) -> None:
    await _five(hill)
    await hill.later(90)
    again = await _five(hill)
    assert "about 4 minutes of it are left" in again["text"]
    assert actions_of(again) == ["breaks.another"]
    await hill.at("2026-11-24T12:04:30+00:00")
    assert "about a minute of it is left" in (await _five(hill))["text"]
    await hill.at("2026-11-24T12:30:00+00:00")
    assert len(await hill.person("U0ADA").inbox()) == 1


async def test_after_a_break_the_next_one_is_never_the_same_twice_in_a_row(hill: Stage) -> None:
    ideas = []
    for minute in range(0, 60, 6):
        await hill.at(f"2026-11-24T12:{minute:02}:00+00:00")
        await _five(hill)
        ideas += _ideas(hill)
    assert len(ideas) == 10
    assert all(one != other for one, other in itertools.pairwise(ideas))


async def test_another_idea_takes_the_place_of_the_first(hill: Stage) -> None:
    first = await _five(hill)
    await hill.person("U0ADA").click("C0HILL", first, "breaks.another")
    (second,) = await _said(hill, "U0ADA")
    assert second["text"].startswith("Here is another one.")
    assert second["text"] != first["text"]
    assert len(set(_ideas(hill))) == 2


async def test_another_idea_after_the_break_offers_a_new_one(hill: Stage) -> None:
    first = await _five(hill)
    await hill.at(FIVE_PAST)
    await hill.person("U0ADA").click("C0HILL", first, "breaks.another")
    (over,) = await _said(hill, "U0ADA")
    assert over["text"].startswith("Those five minutes are over.")
    await hill.person("U0ADA").click("C0HILL", over, "breaks.five")
    assert (await _said(hill, "U0ADA"))[0]["text"].startswith(IDEA)
    assert [row["state"] for row in hill.deliveries("break over")] == ["planned"]


async def test_of_the_breaks_that_are_over_only_the_last_leaves_a_row(hill: Stage) -> None:
    for minute in (0, 10, 20):
        await hill.at(f"2026-11-24T12:{minute:02}:00+00:00")
        await _five(hill)
    await hill.at("2026-11-24T12:30:00+00:00")
    assert [row["due_at"].minute for row in hill.deliveries("break over")] == [25]
    assert len(await hill.person("U0ADA").inbox()) == 3


async def test_a_puzzle_has_its_answer_in_the_welcome_back(hill: Stage) -> None:
    words = hill.practice.app.services.words_for(None)
    message = await _five(hill)
    while not (puzzle := words.ideas.find(_ideas(hill)[-1:])[0]).answer:
        await hill.person("U0ADA").click("C0HILL", message, "breaks.another")
        (message,) = await _said(hill, "U0ADA")
    assert puzzle.text in message["text"]
    assert puzzle.answer not in message["text"]
    await hill.at(FIVE_PAST)
    (welcome,) = await hill.person("U0ADA").inbox()
    assert f"{puzzle.text}\nThe answer: {puzzle.answer}" in welcome["text"]


async def test_the_shortcut_shows_the_idea_in_a_form(hill: Stage) -> None:
    ada = hill.person("U0ADA")
    await ada.shortcut("five.shortcut")
    form = await ada.modal()
    assert IDEA in str(form["blocks"])
    await ada.press(form["id"], "breaks.another")
    assert "Here is another one." in str((await ada.modal())["blocks"])
    await hill.at(FIVE_PAST)
    await ada.press(form["id"], "breaks.another")
    assert "Those five minutes are over." in str((await ada.modal())["blocks"])
    await ada.press(form["id"], "breaks.five")
    assert IDEA in str((await ada.modal())["blocks"])
    assert len(await ada.open_forms()) == 1


async def test_home_has_a_button_that_shows_the_idea_in_a_form(hill: Stage) -> None:
    ada = hill.person("U0ADA")
    home = await ada.home()
    await ada.press(home["id"], "breaks.five")
    assert IDEA in str((await ada.modal())["blocks"])
    await hill.at(FIVE_PAST)
    assert len(await ada.inbox()) == 1


async def test_who_is_in_no_team_can_take_five_too(harbour: Stage) -> None:
    cora = harbour.person("U0CORA")
    await cora.shortcut("five.shortcut")
    await harbour.later(300)
    assert (await cora.inbox())[-1]["text"].startswith("Welcome back.")


async def test_five_help_says_what_there_is(hill: Stage) -> None:
    await hill.person("U0ADA").command("C0HILL", "/five help")
    assert "`/five` begins a break" in (await _said(hill, "U0ADA"))[-1]["text"]
    assert hill.deliveries("break over") == []


async def test_where_the_app_was_down_a_late_welcome_is_not_sent(hill: Stage) -> None:
    await _five(hill)
    await hill.leap("2026-11-24T12:15:00+00:00")
    assert await hill.person("U0ADA").inbox() == []
    assert [row["state"] for row in hill.deliveries("break over")] == ["late"]


async def test_a_welcome_a_little_late_is_sent(hill: Stage) -> None:
    await _five(hill)
    await hill.leap("2026-11-24T12:14:59+00:00")
    (welcome,) = await hill.person("U0ADA").inbox()
    assert welcome["text"].startswith("Welcome back.")


async def test_only_ids_and_instants_of_a_break_are_stored(hill: Stage) -> None:
    message = await _five(hill)
    (row,) = hill.deliveries("break over")
    assert row["subject"].keys() == {"ideas"}
    assert row["team"] is None
    (idea,) = hill.practice.app.services.words_for(None).ideas.find(_ideas(hill))
    assert idea.text in message["text"]
    assert idea.text.encode() not in hill.stored()


async def test_two_people_at_once_each_have_their_own(hill: Stage) -> None:
    await _five(hill, "U0ADA")
    await _five(hill, "U0BEN")
    await hill.at(FIVE_PAST)
    for user in ("U0ADA", "U0BEN"):
        assert len(await hill.person(user).inbox()) == 1
    assert await hill.person("U0CLEO").inbox() == []
