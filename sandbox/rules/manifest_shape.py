"""The keys and limits of an app manifest: https://docs.slack.dev/reference/app-manifest."""

from collections.abc import Iterator, Mapping

from sandbox.rules.problem import Check, Place, Problem
from sandbox.rules.shapes import array, boolean, choice, number, record, string


def whatever(_value: object, _place: Place) -> Iterator[Problem]:
    """Accept a part of the manifest that concerns Slack's own hosting, not this workspace."""
    yield from ()


WEB = r"https?://.*"
COLOUR = r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"
WORDS = array(string(50, least=1), most=255)
EVENTS = array(string(50, least=1), most=100)


def _optional(shape: Check, *keys: str) -> dict[str, Check]:
    return dict.fromkeys(keys, shape)


DISPLAY = record(
    {"name": string(35, least=1)},
    {
        "description": string(140, least=1),
        "long_description": string(4000, least=175),
        "background_color": string(7, least=4, pattern=COLOUR),
    },
)
APP_HOME = record(
    {},
    _optional(
        boolean, "home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"
    ),
)
BOT_USER = record({"display_name": string(80, least=1)}, {"always_online": boolean})
SHORTCUT = record(
    {
        "name": string(24, least=1),
        "type": choice("message", "global"),
        "callback_id": string(255, least=1),
        "description": string(150, least=1),
    }
)
COMMAND = record(
    {"command": string(32, least=2, pattern=r"/\S+"), "description": string(2000, least=1)},
    {
        "url": string(3000, pattern=WEB),
        "usage_hint": string(1000, least=1),
        "should_escape": boolean,
    },
)
FEATURES = record(
    {},
    {
        "app_home": APP_HOME,
        "bot_user": BOT_USER,
        "shortcuts": array(SHORTCUT, least=1, most=10),
        "slash_commands": array(COMMAND, least=1, most=50),
        "unfurl_domains": array(string(255), least=1, most=5),
        **_optional(whatever, "agent_view", "assistant_view", "functions", "workflow_steps"),
    },
)
OAUTH = record(
    {},
    {
        "redirect_urls": array(string(2500)),
        "scopes": record({}, _optional(WORDS, "bot", "bot_optional", "user", "user_optional")),
        "token_management_enabled": boolean,
        "pkce_enabled": boolean,
    },
)
SUBSCRIPTIONS = record(
    {},
    {
        "request_url": string(3500, pattern=WEB),
        "bot_events": EVENTS,
        "user_events": EVENTS,
        "metadata_subscriptions": array(
            record({"app_id": string(), "event_type": string(50)}), least=1, most=20
        ),
    },
)
INTERACTIVITY = record(
    {"is_enabled": boolean},
    _optional(string(3500, pattern=WEB), "request_url", "message_menu_options_url"),
)
SETTINGS = record(
    {},
    {
        "allowed_ip_address_ranges": array(string(), least=1, most=50),
        "event_subscriptions": SUBSCRIPTIONS,
        "incoming_webhooks": record({}, {"incoming_webhooks_enabled": boolean}),
        "interactivity": INTERACTIVITY,
        "siws_links": record({}, {"initiate_uri": string(3500, pattern=r"https://.*")}),
        **_optional(string(), "function_runtime", "hermes_app_type"),
        **_optional(
            boolean,
            "is_hosted",
            "is_mcp_enabled",
            "org_deploy_enabled",
            "socket_mode_enabled",
            "token_rotation_enabled",
        ),
    },
)
METADATA = record(
    {},
    _optional(
        number(integer=True), "schema_version", "min_version", "major_version", "minor_version"
    ),
)
MANIFEST = record(
    {"display_information": DISPLAY},
    {
        "$schema": string(),
        "_metadata": METADATA,
        "features": FEATURES,
        "oauth_config": OAUTH,
        "settings": SETTINGS,
        **_optional(
            whatever,
            "app_directory",
            "datastores",
            "external_auth_providers",
            "functions",
            "mcp_servers",
            "outgoing_domains",
            "types",
            "workflows",
        ),
    },
)


def check_manifest(manifest: Mapping[str, object]) -> list[Problem]:
    """Return each key or value that Slack's schema of a manifest refuses."""
    return list(MANIFEST(manifest, Place(None, "")))
