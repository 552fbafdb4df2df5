"""What an administrator of the workspace changes about a member."""

from dataclasses import replace
from typing import Any

from sandbox import events
from sandbox.errors import PersonError
from sandbox.slack import Slack
from sandbox.state.people import Person
from sandbox.viewing import clear_stack


def change_person(slack: Slack, user: str, changes: dict[str, Any]) -> Person:
    """Change a member's data: name, real_name, email, tz, is_admin or deleted.

    A deactivated person has nothing open any more; their channels, and what they wrote, stay.

    Raises:
        PersonError: it is the app, somebody else has this name, or the primary owner would go.
    """
    before = slack.workspace.person(user)
    _check(slack, before, changes)
    now = int(slack.clock.now().timestamp())
    if replace(before, **changes) == before:
        return before
    after = replace(before, **changes, updated=now)
    if after.deleted:
        clear_stack(slack, user)
    slack.workspace.change(after)
    events.user_changed(slack, after)
    return after


def _check(slack: Slack, person: Person, changes: dict[str, Any]) -> None:
    if person.is_bot:
        raise PersonError("The app's own user changes with its manifest; choose a person.")
    others = slack.workspace.people.values()
    if any(one.name == changes.get("name") and one.id != person.id for one in others):
        raise PersonError(f"Somebody else is called {changes['name']!r} already.")
    if changes.get("deleted") and person.is_primary_owner:
        raise PersonError("The primary owner cannot be deactivated; choose somebody else.")
