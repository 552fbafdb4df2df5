import pytest

from sandbox.rules import check_view, is_too_large
from tests.sandbox.rules.payloads import (
    Json,
    actions,
    chart,
    field,
    home,
    menu,
    modal,
    mrkdwn,
    picker,
    section,
    table,
    typed,
)


def refusals(view: Json) -> list[str]:
    return list(map(str, check_view(view, kind=view["type"])))


def test_a_modal_with_every_field_passes() -> None:
    kinds = ["email_text_input", "url_text_input", "rich_text_input", "file_input"]
    fields = [field(picker(kind)) for kind in kinds]
    number = picker("number_input", is_decimal_allowed=True, min_value="-1.5", max_value="3")
    assert refusals(modal(*fields, field(number), field(), section(), notify_on_close=True)) == []


def test_a_home_tab_with_an_input_passes_without_submit() -> None:
    assert refusals(home(field(), section(), table())) == []


def test_a_modal_with_an_input_needs_submit() -> None:
    view = modal(section(), field())
    del view["submit"]
    words = "must define `submit` to use an `input` block in modals"
    assert refusals(view) == [f"{words} [json-pointer:/view/blocks/1/input]"]


def test_a_modal_without_an_input_needs_no_submit() -> None:
    view = modal(section())
    del view["submit"]
    assert refusals(view) == []


@pytest.mark.parametrize("key", ["submit", "close", "title"])
def test_a_home_tab_has_no_frame(key: str) -> None:
    view = home(section(), **{key: {"type": "plain_text", "text": "Go"}})
    assert refusals(view) == [f"invalid additional property: {key} [json-pointer:/view]"]


def test_a_modal_needs_a_title_in_plain_text() -> None:
    view = modal(section())
    del view["title"]
    assert refusals(view) == ["missing required field: title [json-pointer:/view]"]
    styled = modal(section(), title=mrkdwn())
    assert refusals(styled) == ["unsupported type: mrkdwn [json-pointer:/view/title/type]"]


def test_a_view_of_one_kind_is_refused_as_the_other() -> None:
    assert "must be a valid enum value [json-pointer:/view/type]" in map(
        str, check_view(home(), kind="modal")
    )


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (home(actions(picker("datetimepicker"))), "unsupported type: datetimepicker"),
        (home(field(picker("email_text_input"))), "unsupported type: email_text_input"),
        (home(chart()), "unsupported type: data_visualization"),
        (modal(chart()), "unsupported type: data_visualization"),
        (modal(table()), "unsupported type: table"),
        (modal({"type": "markdown", "text": "hi"}), "unsupported type: markdown"),
    ],
)
def test_what_a_surface_cannot_show_is_unsupported(view: Json, words: str) -> None:
    (refusal,) = refusals(view)
    assert refusal.startswith(words)
    assert "[json-pointer:/view/blocks/0" in refusal


def test_only_one_element_of_a_view_takes_the_focus() -> None:
    first = field(typed(focus_on_load=True))
    second = section(accessory=menu(focus_on_load=True))
    assert refusals(modal(first, field(typed(focus_on_load=False)))) == []
    (refusal,) = refusals(modal(first, second))
    assert refusal.endswith("[json-pointer:/view/blocks/1/accessory/focus_on_load]")


@pytest.mark.parametrize(
    ("key", "value"),
    [("max_length", 0), ("max_length", 3001), ("min_length", -1), ("min_length", True)],
)
def test_the_length_of_a_field_keeps_to_what_slack_stores(key: str, value: int) -> None:
    (problem,) = check_view(modal(field(typed(**{key: value}))), kind="modal")
    assert problem.pointer == f"/view/blocks/0/element/{key}"


def test_the_least_of_a_field_does_not_exceed_its_most() -> None:
    (words,) = refusals(modal(field(typed(min_length=5, max_length=4))))
    assert words.endswith("[json-pointer:/view/blocks/0/element/min_length]")
    number = picker("number_input", is_decimal_allowed=False, min_value="10", max_value="9")
    (words,) = refusals(modal(field(number)))
    assert words.endswith("[json-pointer:/view/blocks/0/element/min_value]")


def test_a_file_field_cannot_dispatch() -> None:
    assert refusals(modal(field(picker("file_input"), dispatch_action=True))) == [
        "unsupported type: file_input [json-pointer:/view/blocks/0/element/type]"
    ]


def test_a_view_over_250_kb_is_too_large() -> None:
    big = [section(text=mrkdwn(2900)) for _ in range(90)]
    assert is_too_large(modal(*big))
    assert "view_too_large [json-pointer:/view]" in refusals(modal(*big))
    assert not is_too_large(modal(*big[:80]))
