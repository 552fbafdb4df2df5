"""views.open, push, update and publish."""

from typing import Any, Literal

from sandbox.api.call import Call, method
from sandbox.errors import ApiError
from sandbox.payloads import view_json
from sandbox.state.views import STACK_DEPTH, View
from sandbox.viewing import checked_view, clear_stack, new_view, put_on_stack, replace_body

Json = dict[str, Any]


@method("views.open")
async def open_view(call: Call) -> Json:
    """Open a modal for the person behind a trigger id."""
    body = _body(call, "modal")
    trigger = call.slack.triggers.redeem(call.required("trigger_id"))
    clear_stack(call.slack, trigger.user)
    return _shown(call, put_on_stack(call.slack, trigger.user, body, trigger.channel))


@method("views.push")
async def push_view(call: Call) -> Json:
    """Put a view on top of the modal in which the person did something."""
    body = _body(call, "modal")
    trigger = call.slack.triggers.redeem(call.required("trigger_id"))
    stack = call.slack.workspace.screens.stack(trigger.user)
    if trigger.view not in [view.id for view in stack]:
        raise ApiError("not_found")
    if len(stack) >= STACK_DEPTH:
        raise ApiError("push_limit_reached")
    return _shown(call, put_on_stack(call.slack, trigger.user, body, trigger.channel))


@method("views.update")
async def update_view(call: Call) -> Json:
    """Replace what an open view shows; with a hash, only if nobody else did since."""
    view = _open_view(call)
    body = checked_view(call.slack, call.structure("view"), view.kind, instead_of=view)
    _check_hash(call, view)
    replace_body(call.slack, view, body)
    return _shown(call, view)


@method("views.publish")
async def publish_view(call: Call) -> Json:
    """Show a person the app's Home tab."""
    slack, user = call.slack, call.required("user_id")
    if not slack.manifest.home_tab:
        raise ApiError("not_enabled")
    person = slack.workspace.people.get(user)
    if person is None or person.is_bot:
        raise ApiError("user_not_found")
    homes = slack.workspace.screens.homes
    shown = homes.get(user)
    body = checked_view(slack, call.structure("view"), "home", instead_of=shown)
    if shown:
        _check_hash(call, shown)
        replace_body(slack, shown, body)
    else:
        homes[user] = new_view(slack, "home", user, body)
        slack.workspace.bus.tell("home", frozenset([user]))
    return _shown(call, homes[user])


def _body(call: Call, kind: Literal["modal", "home"]) -> Json:
    return checked_view(call.slack, call.structure("view"), kind)


def _open_view(call: Call) -> View:
    screens = call.slack.workspace.screens
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise ApiError("invalid_arguments")
    view = screens.by_id(view_id) if view_id else screens.by_external_id(external_id)
    if view is None:
        raise ApiError("not_found")
    return view


def _check_hash(call: Call, view: View) -> None:
    if call.text("hash") not in ("", view.hash):
        raise ApiError("hash_conflict")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(call.slack, view)}
