import pytest
from slack_bolt.async_app import AsyncAck

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import (
    ANA,
    BEN,
    BUTTONS,
    NOON,
    TEAM,
    Bench,
    Json,
    make_manifest,
    modal,
)

HEARS = ["user_change"]


async def change(bench: Bench, user: str, **what: object) -> Json:
    return await bench.act(user, "change", what)


def events(bench: Bench) -> list[Json]:
    record = bench.sandbox.slack.record.since(0)
    return [call.request["event"] for call in record if call.method == "events_api"]


async def test_the_app_hears_that_somebody_was_deactivated(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(events=HEARS))
    socket = (await bench.raw("apps.connections.open", token=bench.sandbox.app_token))["url"]
    async with bench.http.ws_connect(socket) as connection:
        await connection.receive_json()
        await change(bench, ANA, deleted=True)
        frame = await connection.receive_json()
        await connection.send_json({"envelope_id": frame["envelope_id"]})
    event = frame["payload"]["event"]
    assert frame["payload"]["type"] == "event_callback"
    assert event["type"] == "user_change"
    assert (event["user"]["id"], event["user"]["deleted"]) == (ANA, True)
    assert event["cache_ts"] == event["user"]["updated"] == int(NOON.timestamp())
    assert float(event["event_ts"]) >= NOON.timestamp()
    assert "tz" not in event["user"]
    assert event["user"]["locale"] == "en-CA"


async def test_the_app_hears_of_a_new_name_and_time_zone_and_of_a_return(
    open_bench: OpenBench,
) -> None:
    bench = await open_bench(manifest=make_manifest(events=HEARS))
    await change(bench, ANA, real_name="Ana Reis", tz="Europe/Lisbon")
    await change(bench, ANA, deleted=True)
    await change(bench, ANA, deleted=False)
    moved, gone, back = [event["user"] for event in events(bench)]
    assert (moved["real_name"], moved["profile"]["real_name"]) == ("Ana Reis", "Ana Reis")
    assert (moved["tz"], moved["tz_offset"]) == ("Europe/Lisbon", 0)
    assert (gone["deleted"], back["deleted"], back["tz"]) == (True, False, "Europe/Lisbon")


async def test_what_stays_as_it_was_is_told_to_nobody(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(events=HEARS))
    await change(bench, ANA, tz="America/Toronto", deleted=False)
    assert events(bench) == []
    assert (await bench.raw("users.info", {"user": ANA}))["user"]["updated"] == 0


@pytest.mark.parametrize("email", [True, False])
async def test_the_event_gives_an_address_only_to_an_app_that_may_read_it(
    open_bench: OpenBench, *, email: bool
) -> None:
    scopes = ["users:read", "commands"] + ["users:read.email"] * email
    bench = await open_bench(manifest=make_manifest(scopes, HEARS))
    await change(bench, ANA, email="ana@elsewhere.example")
    (event,) = events(bench)
    assert ("email" in event["user"]["profile"]) == email


async def test_an_app_that_did_not_ask_hears_nothing(bench: Bench) -> None:
    await change(bench, ANA, deleted=True)
    assert events(bench) == []


async def test_a_deactivated_person_is_listed_as_deleted_and_not_found_by_address(
    bench: Bench,
) -> None:
    await change(bench, ANA, deleted=True)
    listed = {one["id"]: one for one in (await bench.client.users_list())["members"]}
    assert (listed[ANA]["deleted"], listed[BEN]["deleted"]) == (True, False)
    assert (await bench.raw("users.info", {"user": ANA}))["user"]["deleted"] is True
    lookup = await bench.raw("users.lookupByEmail", {"email": "ana@harbour.example"})
    assert lookup["error"] == "users_not_found"
    assert ANA in (await bench.client.conversations_members(channel=TEAM))["members"]


async def test_nothing_can_be_sent_to_a_deactivated_person_until_they_are_back(
    bench: Bench,
) -> None:
    sent = await bench.client.chat_postMessage(channel=ANA, text="Hello", blocks=BUTTONS)
    dm = sent["channel"]
    await change(bench, ANA, deleted=True)
    refused: list[tuple[str, Json, str]] = [
        ("chat.postMessage", {"channel": ANA, "text": "x"}, "user_disabled"),
        ("chat.postMessage", {"channel": dm, "text": "x"}, "user_disabled"),
        ("chat.postEphemeral", {"channel": TEAM, "user": ANA, "text": "x"}, "user_not_in_channel"),
        ("conversations.open", {"users": ANA}, "user_disabled"),
        ("dnd.info", {"user": ANA}, "user_not_visible"),
        ("dnd.teamInfo", {"users": f"{ANA},{BEN}"}, "user_not_visible"),
    ]
    for method, arguments, error in refused:
        assert (await bench.raw(method, arguments))["error"] == error, method
    info = (await bench.raw("conversations.info", {"channel": dm}))["channel"]
    assert (info["user"], info["is_user_deleted"]) == (ANA, True)
    taken_back = await bench.raw("chat.delete", {"channel": dm, "ts": sent["ts"]})
    assert taken_back["ok"] is True
    await change(bench, ANA, deleted=False)
    assert (await bench.raw("chat.postMessage", {"channel": dm, "text": "x"}))["ok"] is True
    assert (await bench.raw("dnd.info", {"user": ANA}))["ok"] is True


async def test_a_deactivated_person_cannot_act_and_has_nothing_open(live: Bench) -> None:
    @live.app.shortcut("any")
    async def _any(ack: AsyncAck, shortcut: Json) -> None:
        await ack()
        await live.raw("views.open", {"trigger_id": shortcut["trigger_id"], "view": modal()})

    await live.act(ANA, "shortcut", {"callback_id": "any"})
    await live.sandbox.settled()
    assert len(await live.stack(ANA)) == 1
    sent = await live.client.chat_postMessage(channel=TEAM, text="x", blocks=BUTTONS)
    await change(live, ANA, deleted=True)
    assert await live.stack(ANA) == []
    acts: list[tuple[str, Json]] = [
        ("say", {"channel": TEAM, "text": "x"}),
        ("press", {"message": {"channel": TEAM, "ts": sent["ts"]}, "action_id": "open"}),
        ("command", {"channel": TEAM, "text": "/bare"}),
        ("shortcut", {"callback_id": "any"}),
        ("home", {}),
    ]
    for act, body in acts:
        status, answer = await live.control_status("POST", f"people/{ANA}/{act}", body)
        assert (status, answer["error"][:22]) == (404, "ana cannot act here; c"), act


async def test_what_cannot_be_changed_is_explained(bench: Bench) -> None:
    cases: list[tuple[str, Json, int, str]] = [
        (ANA, {}, 400, "name at least one thing that changes"),
        (ANA, {"tz": "Lisbon"}, 400, "'Lisbon' is not a time zone"),
        (ANA, {"name": "ben"}, 400, "Somebody else is called 'ben' already."),
        (ANA, {"is_bot": True}, 400, "is_bot: Extra inputs"),
        ("U0BOT", {"deleted": True}, 400, "changes with its manifest"),
        ("U0NOBODY", {"deleted": True}, 404, "There is nobody here"),
    ]
    for user, body, status, words in cases:
        got, answer = await bench.control_status("POST", f"people/{user}/change", body)
        assert (got, words in answer["error"]) == (status, True), answer
