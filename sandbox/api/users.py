"""users.info, list and lookupByEmail; usergroups.list and usergroups.users.list; dnd.*."""

from typing import Any

from sandbox.api.call import Call, method
from sandbox.api.pages import metadata, page
from sandbox.errors import ApiError, invalid_arguments
from sandbox.payloads import user_json
from sandbox.quiet_hours import next_quiet_hours
from sandbox.state.people import Person

Json = dict[str, Any]
DND_USERS = 50


@method("users.info")
async def info(call: Call) -> Json:
    """Describe a member."""
    return {"user": _user(call, _person(call, call.required("user")))}


@method("users.list")
async def list_users(call: Call) -> Json:
    """List every member, deleted ones and the app's bot too, as Slack does."""
    people = list(call.slack.workspace.people.values())
    shown, cursor = page(call, people, lambda person: person.id)
    return {"members": [_user(call, person) for person in shown]} | metadata(cursor)


@method("users.lookupByEmail")
async def lookup_by_email(call: Call) -> Json:
    """Find the active member with this address."""
    email = call.required("email").lower()
    for person in call.slack.workspace.people.values():
        if person.email.lower() == email and not person.deleted:
            return {"user": _user(call, person)}
    raise ApiError("users_not_found")


@method("usergroups.list")
async def list_groups(call: Call) -> Json:
    """List the user groups, with their members if asked."""
    users, count = call.flag("include_users"), call.flag("include_count")
    workspace = call.slack.workspace
    groups = workspace.usergroups.values()
    return {"usergroups": [g.as_json(workspace.team.id, users=users, count=count) for g in groups]}


@method("usergroups.users.list")
async def list_group_users(call: Call) -> Json:
    """List who is in a user group."""
    group = call.slack.workspace.usergroups.get(call.required("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


@method("dnd.info")
async def dnd_info(call: Call) -> Json:
    """Say when a person's notifications are next off; a deactivated one cannot be seen."""
    person = _person(call, call.required("user"))
    if person.deleted:
        raise ApiError("user_not_visible")
    return _hours(call, person)


@method("dnd.teamInfo")
async def dnd_team_info(call: Call) -> Json:
    """Say the same of up to fifty people; one who cannot be seen, and nothing is said of any.

    Slack's page has these two errors, and names none for too many people.
    """
    users = call.words("users")
    if not users:
        raise ApiError("no_users_provided")
    if len(users) > DND_USERS:
        raise invalid_arguments(f"users must be at most {DND_USERS}")
    people = call.slack.workspace.people
    if any(user not in people or people[user].deleted for user in users):
        raise ApiError("user_not_visible")
    return {"users": {user: _hours(call, people[user]) for user in users}}


def _hours(call: Call, person: Person) -> Json:
    """The hours alone: Slack shows the `snooze_*` fields to nobody but the person themselves."""
    hours = next_quiet_hours(person, call.slack.clock.now())
    start, end = hours or (1, 1)  # Slack gives 1 for both where nothing is set
    return {
        "dnd_enabled": hours is not None,
        "next_dnd_start_ts": start,
        "next_dnd_end_ts": end,
    }


def _person(call: Call, user: str) -> Person:
    person = call.slack.workspace.people.get(user)
    if person is None:
        raise ApiError("user_not_found")
    return person


def _user(call: Call, person: Person) -> Json:
    return user_json(call.slack, person, locale=call.flag("include_locale"))
