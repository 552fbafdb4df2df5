import pytest

from sandbox.rules import event_scopes, missing_scope, required_scopes
from sandbox.rules.scopes import Conversation

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("method", "scope"),
    [
        ("chat.postMessage", "chat:write"),
        ("chat.update", "chat:write"),
        ("users.list", "users:read"),
        ("users.lookupByEmail", "users:read.email"),
        ("usergroups.users.list", "usergroups:read"),
        ("files.getUploadURLExternal", "files:write"),
        ("reactions.add", "reactions:write"),
        ("team.info", "team:read"),
        ("dnd.info", "dnd:read"),
        ("dnd.teamInfo", "dnd:read"),
    ],
)
def test_a_method_names_the_scope_that_it_needs(method: str, scope: str) -> None:
    assert required_scopes(method, {}) == {scope}
    assert missing_scope(method, {}, NOTHING) == scope
    assert missing_scope(method, {}, frozenset({scope})) is None


@pytest.mark.parametrize(
    "method",
    ["auth.test", "views.open", "views.publish", "chat.getPermalink", "apps.connections.open"],
)
def test_some_methods_need_no_bot_scope(method: str) -> None:
    assert required_scopes(method, {}) == NOTHING
    assert missing_scope(method, {}, NOTHING) is None


@pytest.mark.parametrize(
    ("channel", "kind", "scopes"),
    [
        ("D1", None, {"im:history"}),
        ("C1", None, {"channels:history", "groups:history"}),
        ("G1", None, {"groups:history", "mpim:history"}),
        ("C1", "private", {"groups:history"}),
        ("C1", "group", {"mpim:history"}),
    ],
)
def test_reading_needs_the_scope_of_that_kind_of_conversation(
    channel: str, kind: Conversation | None, scopes: set[str]
) -> None:
    args = {"channel": channel}
    assert required_scopes("conversations.history", args, kind=kind) == scopes
    for scope in scopes:
        granted = frozenset({scope})
        assert missing_scope("conversations.history", args, granted, kind=kind) is None
    wanted = ",".join(sorted(scopes))
    assert missing_scope("conversations.history", args, NOTHING, kind=kind) == wanted


def test_reading_without_a_channel_needs_any_of_the_kinds() -> None:
    assert len(required_scopes("conversations.info", {})) == 4


def test_opening_a_dm_or_a_group_needs_its_own_scope() -> None:
    assert required_scopes("conversations.open", {"users": "U1"}) == {"im:write"}
    assert required_scopes("conversations.open", {"users": "U1,U2"}) == {"mpim:write"}
    assert required_scopes("conversations.open", {"channel": "D1"}) == {"im:write", "mpim:write"}


def test_listing_needs_the_scope_of_every_type_asked_for() -> None:
    args = {"types": "public_channel, im"}
    granted = frozenset({"channels:read"})
    assert missing_scope("conversations.list", {}, granted) is None
    assert missing_scope("conversations.list", args, granted) == "im:read"


def test_posting_under_another_name_needs_one_scope_more() -> None:
    granted = frozenset({"chat:write"})
    needed = missing_scope("chat.postMessage", {"username": "Ana"}, granted)
    assert needed == "chat:write.customize"


def test_an_event_names_its_scopes_and_an_unknown_one_has_none() -> None:
    assert event_scopes("message.im") == frozenset({"im:history"})
    assert event_scopes("app_home_opened") == NOTHING
    assert event_scopes("message.imm") is None
