"""Slack's composition objects: text, confirm dialogs, options and the like."""

from sandbox.rules.options import either
from sandbox.rules.problem import Check
from sandbox.rules.shapes import Kind, array, boolean, by_type, choice, record, string

IDENTIFIER = string(255, least=1)
URL = string(3000, least=1, pattern=r"(?i)[a-z][a-z0-9+.\-]*:.+")


def _kind(most: int, flag: str) -> Kind:
    return Kind(record({"type": string(), "text": string(most, least=1)}, {flag: boolean}))


def text(most: int) -> Check:
    """Check a text object of either kind, 1 to `most` characters."""
    return by_type({"plain_text": _kind(most, "emoji"), "mrkdwn": _kind(most, "verbatim")})


def plain_text(most: int) -> Check:
    """Check a plain_text object of 1 to `most` characters; mrkdwn is refused here."""
    return by_type({"plain_text": _kind(most, "emoji")})


CONFIRM = record(
    {
        "title": plain_text(100),
        "text": text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": choice("primary", "danger")},
)

# Checkboxes and radio buttons alone may have mrkdwn in an option; overflow alone, a url.
OPTION = record({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
TICK_OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW_OPTION = record(
    {"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": URL}
)
OPTION_GROUP = record({"label": plain_text(75), "options": array(OPTION, least=1, most=100)})

TRIGGER = choice("on_enter_pressed", "on_character_entered")
# Optional in the reference; Slack's validator refuses a configuration without it.
DISPATCH = record({"trigger_actions_on": array(TRIGGER, least=1, most=2)})

CONVERSATION_FILTER = record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), least=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
FILE_ID = string(pattern=r"F[A-Z0-9]{8,}")
SLACK_FILE = record({}, {"id": FILE_ID, "url": URL}, either("id", "url"))
