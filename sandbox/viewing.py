"""What puts views on a person's screen: the app's calls and its answers to a submission."""

from typing import Any, Literal

from sandbox.errors import ApiError, invalid_arguments
from sandbox.forms.offered import current_conversation
from sandbox.forms.values import initial_values, with_value
from sandbox.rules import check_view, is_too_large
from sandbox.slack import Slack
from sandbox.state.blocks import controls, named
from sandbox.state.views import View

Json = dict[str, Any]
ViewKind = Literal["modal", "home"]


def checked_view(
    slack: Slack, body: object, kind: ViewKind, instead_of: View | None = None
) -> Json:
    """A view as Slack keeps it, its blocks and controls named.

    Raises:
        ApiError: view_too_large, invalid_arguments with Slack's reasons, or
            duplicate_external_id when another open view has the app's name for it.
    """
    if not isinstance(body, dict):
        raise invalid_arguments("missing required field: view")
    if is_too_large(body):
        raise ApiError("view_too_large")
    problems = check_view(body, kind=kind)
    if problems:
        raise invalid_arguments(*map(str, problems))
    twin = slack.workspace.screens.by_external_id(str(body.get("external_id") or ""))
    if body.get("external_id") and twin not in (None, instead_of):
        raise ApiError("duplicate_external_id")
    return body | {"blocks": named(body["blocks"], slack.workspace.ids)}


def new_view(
    slack: Slack, kind: ViewKind, user: str, body: Json, current: str | None = None
) -> View:
    """A view that nobody sees yet, with its inputs at what the app set them to."""
    view_id = slack.workspace.ids.next("V")
    return View(
        id=view_id,
        kind=kind,
        user=user,
        body=body,
        hash=_hash(slack),
        root_id=view_id,
        values=_starting_values(slack, user, body["blocks"], current),
        current=current,
    )


def put_on_stack(slack: Slack, user: str, body: Json, current: str | None) -> View:
    """Open a modal on top of those that are open, from the conversation `current`."""
    stack = slack.workspace.screens.stack(user)
    view = new_view(slack, "modal", user, body, current)
    if stack:
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    slack.workspace.bus.tell("modals", frozenset([user]))
    return view


def replace_body(slack: Slack, view: View, body: Json) -> None:
    """Show something else in a view; inputs that keep both their ids keep what was filled in."""
    kept = {control.key: control.element["type"] for control in controls(view.blocks)}
    values = _starting_values(slack, view.user, body["blocks"], view.current)
    for control in controls(body["blocks"]):
        block_id, action_id = control.key
        was = view.values.get(block_id, {}).get(action_id)
        if was and kept.get(control.key) == control.element["type"]:
            values[block_id][action_id] = was
    view.body, view.values, view.errors, view.hash = body, values, {}, _hash(slack)
    slack.workspace.bus.tell("home" if view.kind == "home" else "modals", frozenset([view.user]))


def _starting_values(slack: Slack, user: str, blocks: list[Json], current: str | None) -> Json:
    values = initial_values(blocks)
    for control in controls(blocks):
        state = current_conversation(slack.workspace, user, control.element, current)
        if state:
            with_value(values, control, state)
    return values


def clear_stack(slack: Slack, user: str) -> None:
    """Close every modal this person has open."""
    slack.workspace.screens.stack(user).clear()
    slack.workspace.bus.tell("modals", frozenset([user]))


def _hash(slack: Slack) -> str:
    return f"{int(slack.clock.now().timestamp())}.{slack.workspace.ids.next('h')}"
