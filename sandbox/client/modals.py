"""A person fills in, submits and closes modals."""

from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox import payloads
from sandbox.client.finding import control_of, view_of
from sandbox.client.pressing import send_view_action
from sandbox.envelopes import Ack
from sandbox.errors import ApiError, PersonError
from sandbox.forms.checks import form_errors
from sandbox.forms.offered import check_offered
from sandbox.forms.values import chosen, with_value
from sandbox.slack import Slack
from sandbox.state.views import STACK_DEPTH, View
from sandbox.viewing import checked_view, clear_stack, put_on_stack, replace_body

Json = dict[str, Any]
Outcome = Literal["closed", "errors", "updated", "pushed", "cleared", "timeout"]


@dataclass(frozen=True)
class Submission:
    """What became of a submitted modal; `problem` says what the app's answer got wrong."""

    result: Outcome
    errors: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def as_json(self) -> Json:
        """As the control API answers."""
        body: Json = {"result": self.result}
        if self.errors:
            body["errors"] = self.errors
        return body | ({"problem": self.problem} if self.problem else {})


async def fill(slack: Slack, user: str, view_id: str, values: Json) -> None:
    """Put values into inputs, named by action_id or by block_id/action_id.

    Nothing is sent, except where an input asks to be told of each change. A wrong value changes
    nothing at all.
    """
    view = view_of(slack, user, view_id)
    changes = []
    for name, value in values.items():
        block_id, _, action_id = name.rpartition("/")
        control = control_of(view.blocks, action_id, block_id or None)
        state = chosen(control.element, value)
        check_offered(slack.workspace, user, control.element, state)
        changes.append((control, state))
    for control, state in changes:
        with_value(view.values, control, state)
    for control, state in changes:
        if control.is_input and control.block.get("dispatch_action"):
            await send_view_action(slack, view, control, state)


async def submit(slack: Slack, user: str, view_id: str, values: Json) -> Submission:
    """Submit the modal on top, as Slack's client does: only what passes its own checks is sent."""
    view = view_of(slack, user, view_id)
    if view.kind != "modal" or slack.workspace.screens.stack(user)[-1] is not view:
        raise PersonError("Only the modal on top can be submitted.")
    await fill(slack, user, view_id, values)
    errors = form_errors(view)
    if errors:
        return _show_errors(slack, view, errors)
    _show_errors(slack, view, {})
    ack = await slack.delivery.ask("interactive", _submission(slack, view))
    return _apply(slack, view, ack)


async def close(slack: Slack, user: str, view_id: str, *, clear: bool = False) -> None:
    """Close a modal (with `clear`, every one); the app hears of it if it asked to."""
    view = view_of(slack, user, view_id)
    if view.kind != "modal":
        raise PersonError("The Home tab cannot be closed; only modals can.")
    everything = clear or bool(view.body.get("clear_on_close"))
    if everything:
        clear_stack(slack, user)
    else:
        _take_off(slack, view)
    if view.body.get("notify_on_close"):
        payload = payloads.interaction(slack, "view_closed", user)
        payload |= {"view": payloads.view_json(slack, view), "is_cleared": everything}
        await slack.delivery.ask("interactive", payload)


def _submission(slack: Slack, view: View) -> Json:
    return payloads.interaction(slack, "view_submission", view.user) | {
        "trigger_id": slack.triggers.issue(view.user, view.id, view.current),
        "view": payloads.view_json(slack, view),
        "response_urls": [],
    }


def _apply(slack: Slack, view: View, ack: Ack | None) -> Submission:
    if ack is None:
        return Submission("timeout", problem="The app did not answer in time.")
    if view not in slack.workspace.screens.stack(view.user):
        return Submission("closed")
    try:
        return _respond(slack, view, ack.payload or {})
    except ApiError as error:
        reasons = "; ".join(error.details.get("response_metadata", {}).get("messages", []))
        return Submission("timeout", problem=f"{error.name}: {reasons}".removesuffix(": "))


def _respond(slack: Slack, view: View, answer: Json) -> Submission:
    match answer.get("response_action"):
        case "errors":
            return _show_errors(slack, view, _known_errors(view, answer.get("errors")))
        case "update":
            body = checked_view(slack, answer.get("view"), "modal", instead_of=view)
            replace_body(slack, view, body)
            return Submission("updated")
        case "push":
            return _push(slack, view, answer)
        case "clear":
            clear_stack(slack, view.user)
            return Submission("cleared")
        case None:
            _take_off(slack, view)
            return Submission("closed")
        case other:
            raise ApiError(f"invalid_response_action ({other})")


def _push(slack: Slack, view: View, answer: Json) -> Submission:
    body = checked_view(slack, answer.get("view"), "modal")
    if len(slack.workspace.screens.stack(view.user)) >= STACK_DEPTH:
        raise ApiError("push_limit_reached")
    put_on_stack(slack, view.user, body, view.current)
    return Submission("pushed")


def _known_errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise ApiError("invalid_errors: each key must be the block_id of an input block")
    return {block_id: str(text) for block_id, text in errors.items()}


def _show_errors(slack: Slack, view: View, errors: dict[str, str]) -> Submission:
    view.errors = errors
    slack.workspace.bus.tell("modals", frozenset([view.user]))
    return Submission("errors", errors)


def _take_off(slack: Slack, view: View) -> None:
    slack.workspace.screens.close(view)
    slack.workspace.bus.tell("modals", frozenset([view.user]))
