from sandbox.rules import Problem, check_message
from tests.sandbox.rules.case import refusals
from tests.sandbox.rules.payloads import (
    actions,
    button,
    cell,
    chart,
    context,
    field,
    image,
    menu,
    mrkdwn,
    options,
    picker,
    plain,
    rich_text,
    section,
    table,
    xy_chart,
)


def test_a_problem_reads_as_slack_writes_it() -> None:
    problem = Problem("/blocks/0/text/text", "must be less than 3001 characters")
    assert str(problem) == "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"


def test_a_message_of_every_block_passes() -> None:
    choices = [
        menu(),
        menu("multi_static_select") | {"action_id": "several"},
        picker("users_select") | {"action_id": "who"},
        picker("datepicker", initial_date="2026-02-28") | {"action_id": "day"},
        picker("timepicker", initial_time="09:30") | {"action_id": "time"},
        picker("datetimepicker", initial_date_time=1_800_000_000) | {"action_id": "moment"},
        picker("checkboxes", options=options(2)) | {"action_id": "ticks"},
        picker("radio_buttons", options=options(2)) | {"action_id": "one"},
        picker("overflow", options=options(2)) | {"action_id": "more"},
        button(style="primary", url="https://example.org", value="v"),
    ]
    assert (
        refusals(
            section(accessory=button(), block_id="first"),
            {"type": "header", "text": plain()},
            {"type": "divider"},
            actions(*choices),
            context(mrkdwn(), plain(), image()),
            image(title=plain()),
            field(dispatch_action=True),
            {"type": "markdown", "text": "# hello"},
            rich_text(),
            table(3, 2) | {"column_settings": [{"align": "right", "is_wrapped": True}]},
            chart(),
            xy_chart(2, 3),
        )
        == []
    )


def test_text_longer_than_slack_keeps_is_not_an_error() -> None:
    assert check_message("t" * 50_000, None, None) == []


def test_a_message_without_blocks_or_metadata_passes() -> None:
    assert check_message("hello", None, None) == []


def test_metadata_needs_its_two_keys_and_no_other() -> None:
    assert check_message("t", None, {"event_type": "debrief", "event_payload": {"id": 1}}) == []
    assert list(map(str, check_message("t", None, {"event_type": "debrief", "more": 1}))) == [
        "missing required field: event_payload [json-pointer:/metadata]",
        "invalid additional property: more [json-pointer:/metadata]",
    ]
    wrong = check_message("t", None, {"event_type": 1, "event_payload": []})
    assert [problem.pointer for problem in wrong] == [
        "/metadata/event_type",
        "/metadata/event_payload",
    ]


def test_two_blocks_of_one_block_id_are_refused_at_the_second() -> None:
    twins = [section(block_id="b"), section(), section(block_id="b")]
    words = '`block_id` "b" already exists [json-pointer:/blocks/2/block_id]'
    assert refusals(*twins) == [words]


def test_an_action_id_may_return_in_another_block_but_not_in_its_own() -> None:
    assert refusals(actions(button("a")), actions(button("a"))) == []
    words = '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]'
    assert refusals(actions(button("a"), button("a"))) == [words]


def test_markdown_tables_and_charts_are_counted_over_the_whole_message() -> None:
    words = {"type": "markdown", "text": "m" * 6000}
    assert refusals(words, words) == []
    assert refusals(words, words, words | {"text": "m"})[0].endswith("[json-pointer:/blocks]")
    half = {"type": "table", "rows": [[cell(5000)]]}
    assert refusals(half, half) == []
    assert refusals(half, half, table())[0].endswith("[json-pointer:/blocks]")
    assert refusals(chart(), chart()) == []
    assert refusals(chart(), chart(), chart())[0].endswith("[json-pointer:/blocks/2]")


def test_a_table_counts_the_words_of_rich_text_too() -> None:
    long = {"type": "table", "rows": [[rich_text(10_001)]]}
    assert len(refusals(long)) == 1
