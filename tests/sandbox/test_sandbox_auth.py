import pytest

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import SCOPES, TEAM, Bench, make_manifest


async def test_the_app_learns_who_it_is_and_what_it_may_do(bench: Bench) -> None:
    response, answer = await bench.raw_response("auth.test")
    assert answer["ok"] is True
    assert (answer["user_id"], answer["bot_id"], answer["team"]) == (
        "U0BOT",
        "B0BOT",
        "Harbour House",
    )
    assert response.headers["x-oauth-scopes"] == ",".join(sorted(SCOPES))


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "", "not_authed"),
        ("auth.test", "xoxb-wrong", "invalid_auth"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("chat.postMessage", "app", "not_allowed_token_type"),
        ("chat.everything", "bot", "unknown_method"),
    ],
)
async def test_a_token_that_does_not_fit_is_refused(
    bench: Bench, method: str, token: str, error: str
) -> None:
    known = {"bot": bench.sandbox.bot_token, "app": bench.sandbox.app_token}
    answer = await bench.raw(method, {"channel": TEAM, "text": "x"}, known.get(token, token))
    assert (answer["ok"], answer["error"]) == (False, error)


async def test_api_test_echoes_and_fails_as_asked_without_a_token(bench: Bench) -> None:
    assert await bench.raw("api.test", {"a": "b"}, "") == {"ok": True, "args": {"a": "b"}}
    assert (await bench.raw("api.test", {"error": "my_error"}, ""))["error"] == "my_error"


async def test_a_method_beyond_the_manifest_names_the_scope_it_needs(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(["chat:write", "commands"], []))
    assert await bench.raw("users.list") == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write,commands",
    }


@pytest.mark.parametrize(
    ("channel", "needed"),
    [("C0TEAM", "channels:history"), ("C0STAFF", "groups:history"), ("dm", "im:history")],
)
async def test_history_needs_the_scope_of_the_channels_kind(
    open_bench: OpenBench, channel: str, needed: str
) -> None:
    bench = await open_bench(manifest=make_manifest(["chat:write", "im:write", "commands"], []))
    if channel == "dm":
        channel = (await bench.raw("conversations.open", {"users": "U0ANA"}))["channel"]["id"]
    answer = await bench.raw("conversations.history", {"channel": channel})
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


async def test_opening_a_dm_needs_its_scope(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(["chat:write", "commands"], []))
    answer = await bench.raw("conversations.open", {"users": "U0ANA"})
    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:write")


async def test_forms_and_json_and_query_strings_mean_the_same(bench: Bench) -> None:
    url = bench.sandbox.api_url + "users.info"
    form = {"token": bench.sandbox.bot_token, "user": "U0ANA"}
    async with (
        bench.http.post(url, data=form) as by_form,
        bench.http.get(url, params=form) as by_get,
    ):
        bodies = [await by_form.json(), await by_get.json(), await bench.raw("users.info", form)]
    assert [body["user"]["name"] for body in bodies] == ["ana"] * 3
    blocks = {**form, "channel": TEAM, "blocks": '[{"type": "divider"}]'}
    async with bench.http.post(bench.sandbox.api_url + "chat.postMessage", data=blocks) as posted:
        assert (await posted.json())["message"]["blocks"][0]["type"] == "divider"


async def test_a_body_that_is_not_json_is_refused(bench: Bench) -> None:
    headers = {"Content-Type": "application/json"}
    url = bench.sandbox.api_url + "auth.test"
    async with bench.http.post(url, data=b"{", headers=headers) as answer:
        assert (await answer.json())["error"] == "invalid_json"


async def test_the_app_reads_the_workspace_it_is_in(bench: Bench) -> None:
    team = (await bench.client.team_info())["team"]
    assert (team["id"], team["domain"]) == ("T0HARBOUR", "harbour-house")
