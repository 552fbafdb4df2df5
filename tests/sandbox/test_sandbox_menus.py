"""Menus that Slack fills itself: whom and what they offer, and in which state they begin."""

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.workbench import (
    ANA,
    BEN,
    BUTTONS,
    QUIET,
    TEAM,
    Bench,
    Json,
    field,
    modal,
)

GROUPS: list[Json] = [
    {
        "label": {"type": "plain_text", "text": label},
        "options": [
            {"text": {"type": "plain_text", "text": each}, "value": each} for each in items
        ],
    }
    for label, items in {"Warm": ["red", "orange"], "Cold": ["blue"]}.items()
]
WHERE = {"type": "conversations_select"}
HERE = WHERE | {"default_to_current_conversation": True}


@pytest.fixture(autouse=True)
def _acked(live: Bench) -> None:
    @live.app.action("open")
    @live.app.shortcut("any")
    @live.app.command("/bare")
    @live.app.view("form")
    async def _ack(ack: AsyncAck) -> None:
        await ack()


async def opened_with(live: Bench, element: Json, user: str = ANA, **shortcut: object) -> Json:
    await live.act(user, "shortcut", {"callback_id": "any", **shortcut})
    return await shown(live, modal(field("pick", element)))


async def shown(live: Bench, view: Json) -> Json:
    """Open a modal with the trigger of whatever was done last."""
    given = [call["request"].get("trigger_id") for call in await live.record()]
    trigger = [each for each in given if each][-1]
    answer = await live.raw("views.open", {"trigger_id": trigger, "view": view})
    assert answer["ok"], answer
    opened: Json = answer["view"]
    return opened


def picked(view: Json) -> Json:
    state: Json = view["state"]["values"]["pick_block"]["pick"]
    return state


async def offered(live: Bench, element: Json, user: str = ANA) -> set[str]:
    """What the menu offers, as its refusal of anything else says."""
    view = await opened_with(live, element, user)
    body = {"view_id": view["id"], "values": {"pick": "X0NOTHING"}}
    _, answer = await live.control_status("POST", f"people/{user}/fill", body)
    return set(answer["error"].partition("choose one of: ")[2].removesuffix(".").split(", "))


async def test_a_menu_of_people_offers_whoever_is_active(live: Bench) -> None:
    for kind in ("users_select", "multi_users_select"):
        assert await offered(live, {"type": kind}) == {ANA, BEN, "U0CY", "U0BOT"}
    await live.act(BEN, "change", {"deleted": True})
    assert BEN not in await offered(live, {"type": "users_select"})


async def test_a_menu_of_conversations_offers_what_the_person_sees_under_its_filter(
    live: Bench,
) -> None:
    dm = (await live.client.conversations_open(users=[BEN]))["channel"]["id"]
    cases: list[tuple[Json, set[str]]] = [
        ({}, {TEAM, "C0STAFF", QUIET, "C0HIDDEN", dm}),
        ({"filter": {"include": ["public"]}}, {TEAM, QUIET}),
        ({"filter": {"include": ["private"]}}, {"C0STAFF", "C0HIDDEN"}),
        ({"filter": {"include": ["public", "im"]}}, {TEAM, QUIET, dm}),
        ({"filter": {"exclude_bot_users": True}}, {TEAM, "C0STAFF", QUIET, "C0HIDDEN"}),
    ]
    for more, expected in cases:
        for kind in ("conversations_select", "multi_conversations_select"):
            assert await offered(live, {"type": kind} | more, BEN) == expected, more
    assert await offered(live, WHERE, "U0CY") == {TEAM, QUIET}
    assert await offered(live, {"type": "channels_select"}, BEN) == {TEAM, QUIET}


async def test_a_menu_begins_where_the_person_is(live: Bench) -> None:
    assert picked(await opened_with(live, HERE))["selected_conversation"] is None
    there = await opened_with(live, HERE, channel=QUIET)
    assert picked(there) == {"type": "conversations_select", "selected_conversation": QUIET}
    await live.act(ANA, "command", {"channel": TEAM, "text": "/bare"})
    several = HERE | {"type": "multi_conversations_select"}
    view = await shown(live, modal(field("pick", several)))
    assert picked(view)["selected_conversations"] == [TEAM]
    sent = await live.client.chat_postMessage(channel=TEAM, text="x", blocks=BUTTONS)
    place = {"channel": TEAM, "ts": sent["ts"]}
    await live.act(ANA, "press", {"message": place, "action_id": "open"})
    assert picked(await shown(live, modal(field("pick", HERE))))["selected_conversation"] == TEAM


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"initial_conversation": QUIET}, QUIET),
        ({"filter": {"include": ["private"]}}, None),
        ({"default_to_current_conversation": False}, None),
    ],
)
async def test_a_menu_begins_elsewhere_if_the_app_says_so_or_its_filter_does(
    live: Bench, more: Json, expected: str | None
) -> None:
    view = await opened_with(live, HERE | more, channel=TEAM)
    assert picked(view)["selected_conversation"] == expected


async def test_what_was_chosen_reaches_the_app_as_slack_sends_it(live: Bench) -> None:
    elements: dict[str, tuple[Json, object, Json]] = {
        "where": (WHERE, QUIET, {"selected_conversation": QUIET}),
        "places": (
            {"type": "multi_conversations_select"},
            [TEAM, QUIET],
            {"selected_conversations": [TEAM, QUIET]},
        ),
        "people": ({"type": "multi_users_select"}, [BEN, ANA], {"selected_users": [BEN, ANA]}),
        "colour": (
            {"type": "static_select", "option_groups": GROUPS},
            "blue",
            {"selected_option": GROUPS[1]["options"][0]},
        ),
        "colours": (
            {"type": "multi_static_select", "option_groups": GROUPS},
            ["blue", "red"],
            {"selected_options": [GROUPS[1]["options"][0], GROUPS[0]["options"][0]]},
        ),
    }
    await live.act(ANA, "shortcut", {"callback_id": "any"})
    fields = [field(name, element) for name, (element, _, _) in elements.items()]
    view = await shown(live, modal(*fields))
    values = {name: value for name, (_, value, _) in elements.items()}
    outcome = await live.act(ANA, "submit", {"view_id": view["id"], "values": values})
    assert outcome == {"result": "closed"}
    sent = (await live.record("interactive"))[-1]["request"]["view"]["state"]["values"]
    for name, (element, _, state) in elements.items():
        assert sent[f"{name}_block"][name] == {"type": element["type"]} | state
