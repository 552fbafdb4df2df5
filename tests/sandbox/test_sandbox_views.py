from datetime import timedelta

import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import (
    ANA,
    BEN,
    BUTTONS,
    NOON,
    Bench,
    Json,
    field,
    make_manifest,
    modal,
    section,
)

HOME = {"type": "home", "blocks": [section("Welcome")]}


@pytest.fixture(autouse=True)
def _acked(bench: Bench) -> None:
    """The app acks its shortcut and does nothing about it."""

    @bench.app.shortcut("any")
    async def _any(ack: AsyncAck) -> None:
        await ack()


async def trigger(bench: Bench, user: str = ANA) -> str:
    """A trigger id, as the app gets it when somebody uses its shortcut."""
    await bench.act(user, "shortcut", {"callback_id": "any"})
    envelope = (await bench.record("interactive"))[-1]
    return str(envelope["request"]["trigger_id"])


async def open_modal(bench: Bench, **more: object) -> Json:
    body = {"trigger_id": await trigger(bench), "view": modal(**more)}
    view: Json = (await bench.raw("views.open", body))["view"]
    return view


async def test_a_trigger_opens_one_view_and_no_second(live: Bench) -> None:
    trigger_id = await trigger(live)
    opened = await live.raw("views.open", {"trigger_id": trigger_id, "view": modal()})
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    again = await live.raw("views.open", {"trigger_id": trigger_id, "view": modal()})
    assert again["error"] == "exchanged_trigger_id"
    assert len(await live.stack(ANA)) == 1


async def test_a_trigger_lives_for_three_seconds(live: Bench) -> None:
    late, in_time = await trigger(live), NOON + timedelta(seconds=3)
    await live.sandbox.clock.jump(in_time)
    assert (await live.raw("views.open", {"trigger_id": late, "view": modal()}))["ok"] is True
    late = await trigger(live)
    await live.sandbox.clock.jump(in_time + timedelta(seconds=3, milliseconds=1))
    answer = await live.raw("views.open", {"trigger_id": late, "view": modal()})
    assert answer["error"] == "expired_trigger_id"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"trigger_id": "1.2.3", "view": modal()}, "invalid_trigger_id"),
        ({"view": modal()}, "invalid_arguments"),
        ({"trigger_id": "1.2.3"}, "invalid_arguments"),
        ({"trigger_id": "1.2.3", "view": "{"}, "invalid_arguments"),
        ({"trigger_id": "1.2.3", "view": modal(title=None)}, "invalid_arguments"),
        ({"trigger_id": "1", "view": modal(private_metadata="x" * 250_001)}, "view_too_large"),
    ],
)
async def test_a_view_that_slack_would_refuse_is_refused(
    bench: Bench, arguments: Json, error: str
) -> None:
    assert (await bench.raw("views.open", arguments))["error"] == error


async def test_a_refused_view_leaves_its_trigger_good_and_says_why(live: Bench) -> None:
    trigger_id = await trigger(live)
    title = {"type": "plain_text", "text": "x" * 25}
    body = {"trigger_id": trigger_id, "view": modal(title=title)}
    refused = await live.raw("views.open", body)
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert (await live.raw("views.open", body | {"view": modal()}))["ok"] is True


async def test_a_modal_holds_three_views(live: Bench) -> None:
    @live.app.action("more")
    async def _more(ack: AsyncAck) -> None:
        await ack()

    more = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    view = modal({"type": "actions", "elements": [more]})
    shown = (await live.raw("views.open", {"trigger_id": await trigger(live), "view": view}))[
        "view"
    ]
    answers = []
    for _ in range(3):
        await live.act(ANA, "press", {"view_id": shown["id"], "action_id": "more"})
        trigger_id = (await live.record("interactive"))[-1]["request"]["trigger_id"]
        answer = await live.raw("views.push", {"trigger_id": trigger_id, "view": view})
        answers.append(answer.get("error", "ok"))
        shown = answer.get("view", shown)
    assert answers == ["ok", "ok", "push_limit_reached"]
    first, second, third = await live.stack(ANA)
    assert third["root_view_id"] == first["id"]
    assert third["previous_view_id"] == second["id"]


async def test_a_view_is_pushed_once_and_in_time_with_a_trigger_from_its_modal(live: Bench) -> None:
    @live.app.action("more")
    async def _more(ack: AsyncAck) -> None:
        await ack()

    more = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    view = modal({"type": "actions", "elements": [more]})
    body = {"trigger_id": await trigger(live), "view": view}
    shown = (await live.raw("views.open", body))["view"]

    async def pressed() -> Json:
        await live.act(ANA, "press", {"view_id": shown["id"], "action_id": "more"})
        sent = (await live.record("interactive"))[-1]["request"]
        return {"trigger_id": sent["trigger_id"], "view": view}

    late = await pressed()
    await live.sandbox.clock.jump(live.sandbox.clock.now() + timedelta(seconds=3, milliseconds=1))
    assert (await live.raw("views.push", late))["error"] == "expired_trigger_id"
    once = await pressed()
    assert (await live.raw("views.push", once))["ok"] is True
    assert (await live.raw("views.push", once))["error"] == "exchanged_trigger_id"
    forged = {"trigger_id": "1.2.3", "view": view}
    assert (await live.raw("views.push", forged))["error"] == "invalid_trigger_id"
    elsewhere = {"trigger_id": await trigger(live), "view": view}
    assert (await live.raw("views.push", elsewhere))["error"] == "not_found"
    assert len(await live.stack(ANA)) == 2


async def test_an_update_keeps_what_was_typed_and_changes_the_hash(live: Bench) -> None:
    view = await open_modal(live)
    await live.act(ANA, "fill", {"view_id": view["id"], "values": {"note": "Half a sen"}})
    body = {"view_id": view["id"], "hash": view["hash"], "view": modal(field("note"), field("two"))}
    updated = (await live.raw("views.update", body))["view"]
    assert updated["hash"] != view["hash"]
    assert updated["state"]["values"]["note_block"]["note"]["value"] == "Half a sen"
    assert updated["state"]["values"]["two_block"]["two"]["value"] is None
    assert (await live.raw("views.update", body))["error"] == "hash_conflict"


async def test_an_update_of_a_view_that_is_gone_finds_nothing(live: Bench) -> None:
    view = await open_modal(live)
    await live.act(ANA, "close", {"view_id": view["id"]})
    body = {"view_id": view["id"], "view": modal()}
    assert (await live.raw("views.update", body))["error"] == "not_found"
    assert (await live.raw("views.update", {"view": modal()}))["error"] == "invalid_arguments"


async def test_an_external_id_belongs_to_one_open_view(live: Bench) -> None:
    await open_modal(live, external_id="debrief-1")
    theirs = {"trigger_id": await trigger(live, BEN), "view": modal(external_id="debrief-1")}
    assert (await live.raw("views.open", theirs))["error"] == "duplicate_external_id"
    body = {"external_id": "debrief-1", "view": modal(external_id="debrief-1")}
    assert (await live.raw("views.update", body))["ok"] is True


async def test_home_is_published_for_one_person_and_guarded_by_its_hash(bench: Bench) -> None:
    first = await bench.raw("views.publish", {"user_id": ANA, "view": HOME})
    body = {"user_id": ANA, "view": HOME, "hash": first["view"]["hash"]}
    second = await bench.raw("views.publish", body)
    assert second["view"]["id"] == first["view"]["id"]
    assert (await bench.raw("views.publish", body))["error"] == "hash_conflict"
    nobody = {"user_id": "U0NOBODY", "view": HOME}
    assert (await bench.raw("views.publish", nobody))["error"] == "user_not_found"
    not_a_home = {"user_id": ANA, "view": modal()}
    assert (await bench.raw("views.publish", not_a_home))["error"] == "invalid_arguments"


async def test_home_must_be_enabled_in_the_manifest(open_bench: OpenBench) -> None:
    manifest = make_manifest(events=[])
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    bench = await open_bench(manifest=manifest)
    body = {"user_id": ANA, "view": HOME}
    assert (await bench.raw("views.publish", body))["error"] == "not_enabled"
    status, answer = await bench.control_status("POST", f"people/{ANA}/home")
    assert (status, answer["error"][:24]) == (400, "This app has no Home tab")


async def test_a_button_on_home_reaches_the_app(live: Bench) -> None:
    @live.app.action("open")
    async def _open(ack: AsyncAck) -> None:
        await ack()

    home = {"type": "home", "blocks": BUTTONS}
    view = (await live.raw("views.publish", {"user_id": ANA, "view": home}))["view"]
    pressed = await live.act(ANA, "press", {"view_id": view["id"], "action_id": "open"})
    assert pressed == {"ok": True}
    sent = (await live.record("interactive"))[-1]["request"]
    assert sent["container"] == {"type": "view", "view_id": view["id"]}
    assert (sent["view"]["type"], sent["actions"][0]["block_id"]) == ("home", "row")


async def test_nobody_reaches_into_somebody_elses_view(live: Bench) -> None:
    view = await open_modal(live)
    status, answer = await live.control_status(
        "POST", f"people/{BEN}/submit", {"view_id": view["id"]}
    )
    assert status == 404
    assert "is not open" in answer["error"]
