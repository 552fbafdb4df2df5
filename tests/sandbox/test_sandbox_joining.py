"""Who comes into a channel: the app by itself, people by the app, and the app by a person."""

import pytest

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, BEN, CY, QUIET, SCOPES, TEAM, Bench, Json, make_manifest

JOINS = [*SCOPES, "channels:join", "channels:write.invites", "groups:write.invites"]


@pytest.fixture
async def able(open_bench: OpenBench) -> Bench:
    """An app that may join and invite, and hears of both."""
    return await open_bench(manifest=make_manifest(JOINS, ["member_joined_channel"]))


def heard(bench: Bench) -> list[Json]:
    record = bench.sandbox.slack.record.since(0)
    return [call.request["event"] for call in record if call.method == "events_api"]


async def test_the_app_joins_a_public_channel_once_and_is_told_when_it_is_there(
    able: Bench,
) -> None:
    joined = await able.raw("conversations.join", {"channel": QUIET})
    assert joined["channel"]["is_member"] is True
    assert "warning" not in joined
    again = await able.raw("conversations.join", {"channel": QUIET})
    assert (again["ok"], again["warning"]) == (True, "already_in_channel")
    assert again["response_metadata"] == {"warnings": ["already_in_channel"]}
    (event,) = heard(able)
    assert (event["user"], event["channel"], event["channel_type"]) == ("U0BOT", QUIET, "C")
    assert (await able.raw("chat.postMessage", {"channel": QUIET, "text": "Hello"}))["ok"] is True


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("join", {"channel": "C0HIDDEN"}, "channel_not_found"),
        ("join", {"channel": "C0STAFF"}, "method_not_supported_for_channel_type"),
        ("join", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("invite", {"channel": QUIET, "users": CY}, "not_in_channel"),
        ("invite", {"channel": TEAM}, "no_user"),
        ("invite", {"channel": TEAM, "users": ANA}, "already_in_channel"),
        ("invite", {"channel": TEAM, "users": "U0NOBODY"}, "user_not_found"),
        ("invite", {"channel": TEAM, "users": "U0BOT"}, "cant_invite_self"),
        ("invite", {"channel": TEAM, "users": "U0GONE"}, "cant_invite"),
        ("invite", {"channel": TEAM, "users": ",".join([CY] * 101)}, "invalid_arguments"),
    ],
)
async def test_what_slack_would_refuse_is_refused(
    able: Bench, method: str, arguments: Json, error: str
) -> None:
    answer = await able.raw(f"conversations.{method}", arguments)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert heard(able) == []


async def test_the_app_invites_people_all_or_with_force_whoever_it_can(able: Bench) -> None:
    both = {"channel": TEAM, "users": f"{CY},U0NOBODY"}
    refused = await able.raw("conversations.invite", both)
    assert refused["error"] == "user_not_found"
    assert refused["errors"] == [{"user": "U0NOBODY", "ok": False, "error": "user_not_found"}]
    assert CY not in (await able.client.conversations_members(channel=TEAM))["members"]
    assert (await able.raw("conversations.invite", both | {"force": True}))["ok"] is True
    assert CY in (await able.client.conversations_members(channel=TEAM))["members"]
    (event,) = heard(able)
    assert (event["user"], event["inviter"]) == (CY, "U0BOT")
    private = await able.raw("conversations.invite", {"channel": "C0STAFF", "users": ANA})
    assert private["channel"]["is_private"] is True
    direct = (await able.client.conversations_open(users=[ANA]))["channel"]["id"]
    answer = await able.raw("conversations.invite", {"channel": direct, "users": BEN})
    assert answer["error"] == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(
    ("method", "channel", "needed"),
    [
        ("join", QUIET, "channels:join"),
        ("invite", TEAM, "channels:manage,channels:write.invites"),
        ("invite", "C0STAFF", "groups:write,groups:write.invites"),
    ],
)
async def test_both_need_a_scope_of_their_own(
    bench: Bench, method: str, channel: str, needed: str
) -> None:
    answer = await bench.raw(f"conversations.{method}", {"channel": channel, "users": CY})
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


async def test_a_person_invites_the_app_and_another_person(able: Bench) -> None:
    for name in ("@Bare", "@cy"):
        line = {"channel": QUIET, "text": f"/invite {name}"}
        assert (await able.act(ANA, "command", line))["result"] == "ok"
    members = (await able.client.conversations_members(channel=QUIET))["members"]
    assert members == [ANA, BEN, "U0BOT", CY]
    assert [(event["user"], event["inviter"]) for event in heard(able)] == [
        ("U0BOT", ANA),
        (CY, ANA),
    ]


@pytest.mark.parametrize(
    ("channel", "line", "words"),
    [
        (QUIET, "/invite @nobody", "There is nobody called '@nobody' to invite."),
        (QUIET, "/invite @gone", "There is nobody called '@gone' to invite."),
        (QUIET, "/invite @ben", "Ben Osei is in this channel already."),
        ("C0HIDDEN", "/invite @Bare", "ana is in no channel with the id C0HIDDEN."),
    ],
)
async def test_an_invitation_that_leads_nowhere_is_explained(
    bench: Bench, channel: str, line: str, words: str
) -> None:
    body = {"channel": channel, "text": line}
    _, answer = await bench.control_status("POST", f"people/{ANA}/command", body)
    assert answer["error"] == words
