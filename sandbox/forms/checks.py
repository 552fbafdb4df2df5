"""What Slack's client checks before it sends a form: the app never sees what fails here."""

import re
from typing import Any

from sandbox.forms.values import value_of
from sandbox.state.blocks import controls
from sandbox.state.views import View

Json = dict[str, Any]


def form_errors(view: View) -> dict[str, str]:
    """What is wrong with a modal's inputs, by block_id; empty when it can be sent."""
    errors = {}
    for control in controls(view.blocks):
        if control.is_input:
            block_id, action_id = control.key
            value = value_of(control.element, view.values[block_id][action_id])
            error = _error(control.block, control.element, value)
            if error:
                errors[block_id] = error
    return errors


def _error(block: Json, element: Json, value: object) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if isinstance(value, list):
        most = element.get("max_selected_items", len(value))
        return f"Please choose at most {most}." if len(value) > most else None
    return _text_error(element, str(value))


def _text_error(element: Json, text: str) -> str | None:
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, len(text))
        case "number_input":
            return _number_error(element, text)
        case "email_text_input":
            return None if re.fullmatch(r"\S+@\S+\.\S+", text) else "Please enter an email address."
        case "url_text_input":
            return None if re.fullmatch(r"\w+://\S+", text) else "Please enter a URL."
    return None


def _length_error(element: Json, length: int) -> str | None:
    if length < element.get("min_length", 0):
        return f"Please use at least {element['min_length']} characters."
    most = element.get("max_length", 3000)  # Slack: an input without its own takes 3000
    return f"Please use at most {most} characters." if length > most else None


def _number_error(element: Json, text: str) -> str | None:
    whole = not element.get("is_decimal_allowed")
    if not re.fullmatch(r"-?\d+" if whole else r"-?\d+(\.\d+)?", text):
        return "Please enter a whole number." if whole else "Please enter a number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Please enter a number from {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Please enter a number up to {element['max_value']}."
    return None
