from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from sandbox.rules.manifest_shape import check_manifest
from sandbox.rules.scopes import event_scopes


class ManifestError(ValueError):
    """A manifest that Slack would not take; says in one sentence what to change."""


class Frozen(BaseModel):
    """A value that does not change once it is read."""

    model_config = ConfigDict(frozen=True)


class Command(Frozen):
    """A slash command; `command` starts with "/"."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False
    url: str | None = None


class Shortcut(Frozen):
    """A shortcut from the message menu (`message`) or from anywhere (`global`)."""

    name: str
    type: Literal["message", "global"]
    callback_id: str
    description: str


class Manifest(Frozen):
    """What a workspace needs to know of an app."""

    name: str
    bot_name: str
    bot_scopes: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    bot_events: frozenset[str]
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactivity: bool

    @property
    def takes_messages(self) -> bool:
        """Whether people can write to the app."""
        return self.messages_tab and not self.messages_tab_read_only


def load_manifest(source: Path | str | Mapping[str, object]) -> Manifest:
    """Read a manifest from a YAML or JSON file (a path) or from a mapping.

    Raises:
        ManifestError: The file cannot be read, or Slack would refuse what is in it.
    """
    where = "The manifest" if isinstance(source, Mapping) else str(source)
    raw = source if isinstance(source, Mapping) else _read(Path(source))
    problems = [str(problem) for problem in check_manifest(raw)]
    if not problems:
        problems = list(_disagreements(raw))
    if problems:
        raise ManifestError(f"{where} needs a change before Slack takes it: {'; '.join(problems)}")
    return _build(raw)


def _read(path: Path) -> Mapping[str, object]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} cannot be read ({error}); give the path of a file") from error
    except yaml.YAMLError as error:
        raise ManifestError(f"{path} is neither YAML nor JSON; correct this: {error}") from error
    if not isinstance(raw, Mapping):
        raise ManifestError(f"{path} must hold keys and values, with display_information first")
    return raw


def _at(raw: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """Return the mapping under `keys`, empty where there is none."""
    for key in keys:
        raw = raw.get(key, {})
    return raw


def _disagreements(raw: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong between parts of a manifest whose parts are each sound."""
    settings, features = _at(raw, "settings"), _at(raw, "features")
    scopes = set(_at(raw, "oauth_config", "scopes").get("bot", []))
    events = _at(settings, "event_subscriptions")
    socket = settings.get("socket_mode_enabled", False)
    if events.get("bot_events") and not socket and "request_url" not in events:
        yield (
            "Event Subscription requires either Request URL or Socket Mode Enabled"
            " [json-pointer:/settings/event_subscriptions]"
        )
    interactivity = _at(settings, "interactivity")
    if interactivity.get("is_enabled") and not socket and "request_url" not in interactivity:
        yield "Interactivity requires a Request URL [json-pointer:/settings/interactivity]"
    if scopes and "bot_user" not in features:
        yield "bot scopes require a bot user: add bot_user [json-pointer:/features]"
    yield from _commands(features, scopes, socket=socket)
    yield from _events(events.get("bot_events", []), scopes)


def _commands(features: Mapping[str, Any], scopes: set[str], *, socket: bool) -> Iterator[str]:
    commands = features.get("slash_commands", [])
    if (commands or features.get("shortcuts")) and "commands" not in scopes:
        yield (
            "slash commands and shortcuts require the scope commands"
            " [json-pointer:/oauth_config/scopes/bot]"
        )
    seen: set[str] = set()
    for index, command in enumerate(commands):
        here = f"[json-pointer:/features/slash_commands/{index}]"
        if command["command"] in seen:
            yield f"{command['command']} is there twice {here}"
        seen.add(command["command"])
        if not socket and "url" not in command:
            yield f"{command['command']} requires a url, or Socket Mode enabled {here}"


def _events(events: list[str], scopes: set[str]) -> Iterator[str]:
    for index, event in enumerate(events):
        here = f"[json-pointer:/settings/event_subscriptions/bot_events/{index}]"
        wanted = event_scopes(event)
        if wanted is None:
            yield f"{event} is not an event that this workspace can send {here}"
        elif wanted and not wanted & scopes:
            yield f"{event} requires the scope {' or '.join(sorted(wanted))} {here}"


def _build(raw: Mapping[str, Any]) -> Manifest:
    features, settings = _at(raw, "features"), _at(raw, "settings")
    home = _at(features, "app_home")
    name = raw["display_information"]["name"]
    return Manifest(
        name=name,
        bot_name=_at(features, "bot_user").get("display_name", name),
        bot_scopes=frozenset(_at(raw, "oauth_config", "scopes").get("bot", [])),
        commands=tuple(Command(**each) for each in features.get("slash_commands", [])),
        shortcuts=tuple(Shortcut(**each) for each in features.get("shortcuts", [])),
        bot_events=frozenset(_at(settings, "event_subscriptions").get("bot_events", [])),
        socket_mode=settings.get("socket_mode_enabled", False),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", True),
        messages_tab_read_only=home.get("messages_tab_read_only_enabled", False),
        interactivity=_at(settings, "interactivity").get("is_enabled", False),
    )
