import pytest

from sandbox.rules import check_message
from tests.sandbox.rules.case import refusals
from tests.sandbox.rules.payloads import (
    Json,
    actions,
    button,
    context,
    field,
    image,
    menu,
    mrkdwn,
    option,
    options,
    picker,
    plain,
    rich_field,
    rich_text,
    section,
    typed,
    xy_chart,
)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "sction"}, "unsupported type: sction [json-pointer:/blocks/0/type]"),
        ({"text": plain()}, "missing required field: type [json-pointer:/blocks/0]"),
        ("section", "must provide an object [json-pointer:/blocks/0]"),
        ({"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0]"),
        (section(text="hi"), "must provide an object [json-pointer:/blocks/0/text]"),
        (section(block_id=5), "must provide a string [json-pointer:/blocks/0/block_id]"),
        (section(expand="yes"), "must provide a boolean [json-pointer:/blocks/0/expand]"),
        (section(fields={}), "must provide an array [json-pointer:/blocks/0/fields]"),
        (section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
        ({"type": "input"}, "missing required field: label [json-pointer:/blocks/0]"),
        (
            {"type": "header", "text": mrkdwn()},
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            actions(button(text=mrkdwn())),
            "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
        ),
        (
            actions(button(style="blue")),
            "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            actions(menu(initial_option=None)),
            "must provide an object [json-pointer:/blocks/0/elements/0/initial_option]",
        ),
        (
            section(text=plain() | {"verbatim": True}),
            "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
        ),
        (
            {"type": "image", "alt_text": "A"},
            "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
        ),
        (
            image(slack_file={"id": "F012345678"}),
            "must define either `image_url` or `slack_file`, not both [json-pointer:/blocks/0]",
        ),
        (
            {"type": "image", "image_url": "https://example.org"},
            "missing required field: alt_text [json-pointer:/blocks/0]",
        ),
    ],
)
def test_a_block_of_the_wrong_shape_is_refused_at_its_place(block: object, words: str) -> None:
    assert words in refusals(block)


@pytest.mark.parametrize(
    ("block", "kind", "at"),
    [
        (actions(typed()), "plain_text_input", "elements/0"),
        (section(accessory=typed()), "plain_text_input", "accessory"),
        (context(button()), "button", "elements/0"),
        (actions(image()), "image", "elements/0"),
        (field(button()), "button", "element"),
        (field(picker("number_input", is_decimal_allowed=False)), "number_input", "element"),
        (field(picker("email_text_input")), "email_text_input", "element"),
        (field(picker("url_text_input")), "url_text_input", "element"),
        (section(accessory=picker("datetimepicker")), "datetimepicker", "accessory"),
    ],
)
def test_an_element_where_slack_has_no_place_for_it_is_unsupported(
    block: Json, kind: str, at: str
) -> None:
    assert refusals(block) == [f"unsupported type: {kind} [json-pointer:/blocks/0/{at}/type]"]


@pytest.mark.parametrize(
    ("element", "key"),
    [
        (picker("datepicker", initial_date="2026-02-30"), "initial_date"),
        (picker("datepicker", initial_date="1 May"), "initial_date"),
        (picker("timepicker", initial_time="24:00"), "initial_time"),
        (picker("timepicker", initial_time="9:30"), "initial_time"),
        (picker("datetimepicker", initial_date_time=99), "initial_date_time"),
        (button(url="nowhere"), "url"),
        (rich_field(min_lines=0), "min_lines"),
        (rich_field(max_lines=101), "max_lines"),
        (rich_field(dispatch_action_config={}), "dispatch_action_config"),
        ({"type": "rich_text_input"}, ""),
        (picker("multi_users_select", max_selected_items=0), "max_selected_items"),
    ],
)
def test_a_value_that_slack_cannot_read_is_refused(element: Json, key: str) -> None:
    (problem,) = check_message("", [actions(element)], None)
    assert problem.pointer == f"/blocks/0/elements/0/{key}".rstrip("/")


def test_what_is_chosen_at_first_must_be_on_offer() -> None:
    stray = option("elsewhere")
    words = "must match one of the provided options"
    at = "[json-pointer:/blocks/0/elements/0"
    assert refusals(actions(menu(initial_option=stray))) == [f"{words} {at}/initial_option]"]
    several = menu("multi_static_select", initial_options=[option("0"), stray])
    assert refusals(actions(several)) == [f"{words} {at}/initial_options/1]"]
    group = {"label": plain(), "options": options(2)}
    grouped = picker("static_select", option_groups=[group], initial_option=option("1"))
    assert refusals(actions(grouped)) == []


def test_a_menu_takes_options_or_groups_and_not_both() -> None:
    both = menu(option_groups=[{"label": plain(), "options": options(1)}])
    assert "not both" in refusals(actions(both))[0]
    assert "must define either" in refusals(actions(picker("static_select")))[0]


def test_a_category_of_a_chart_is_there_once() -> None:
    twice = xy_chart(1, 2)
    twice["chart"]["axis_config"]["categories"] = ["0", "0"]
    at = "[json-pointer:/blocks/0/chart/axis_config/categories/1]"
    assert refusals(twice) == [f"must be unique {at}"]


def test_an_uploaded_picture_is_named_by_a_file_id_or_an_address() -> None:
    picture = {"type": "image", "alt_text": "A"}
    assert refusals(picture | {"slack_file": {"id": "F012345678"}}) == []
    (words,) = refusals(picture | {"slack_file": {"id": "F1"}})
    assert words.endswith("[json-pointer:/blocks/0/slack_file/id]")
    (words,) = refusals(picture | {"slack_file": {}})
    assert words.endswith("[json-pointer:/blocks/0/slack_file]")


@pytest.mark.parametrize(("key", "value"), [("indent", 9), ("border", 2), ("offset", -1)])
def test_a_list_in_rich_text_keeps_to_what_slack_draws(key: str, value: int) -> None:
    lines = {"type": "rich_text_list", "style": "bullet", "elements": rich_text()["elements"]}
    assert refusals({"type": "rich_text", "elements": [lines]}) == []
    (words,) = refusals({"type": "rich_text", "elements": [lines | {key: value}]})
    assert words.endswith(f"[json-pointer:/blocks/0/elements/0/{key}]")


def test_an_input_in_a_message_passes_with_and_without_dispatch() -> None:
    assert refusals(field(), field(dispatch_action=True)) == []


def test_a_length_counts_code_points_as_slack_does() -> None:
    header = {
        "type": "header",
        "text": {"type": "plain_text", "text": "\N{TEACUP WITHOUT HANDLE}" * 150},
    }
    assert refusals(header) == []


def test_a_series_has_one_point_for_each_category_and_a_name_of_its_own() -> None:
    twice = xy_chart(2)
    twice["chart"]["series"][1]["name"] = "s0"
    assert refusals(twice) == ["must be unique [json-pointer:/blocks/0/chart/series/1/name]"]
    short = xy_chart(1, 2)
    short["chart"]["axis_config"]["categories"] = ["0", "1", "2"]
    assert refusals(short)[0].endswith("[json-pointer:/blocks/0/chart/series/0/data]")
