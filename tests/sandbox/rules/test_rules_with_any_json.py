from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from sandbox.rules import check_message, check_view

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
KEYS = st.sampled_from(
    [
        "type",
        "text",
        "blocks",
        "elements",
        "element",
        "options",
        "fields",
        "accessory",
        "rows",
        "chart",
        "title",
        "label",
        "value",
        "action_id",
        "block_id",
        "initial_option",
    ]
)
TYPES = st.sampled_from(
    [
        "section",
        "actions",
        "input",
        "table",
        "data_visualization",
        "button",
        "static_select",
        "plain_text",
        "mrkdwn",
        "modal",
        "home",
        "rich_text",
        "context",
        "image",
        "number_input",
    ]
)
SLACKISH = st.recursive(
    TYPES | st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


@given(JSON | SLACKISH)
def test_any_json_is_answered_and_never_breaks_the_rules(value: object) -> None:
    for problem in check_message(
        None, cast("list[object]", value), cast("dict[str, object]", value)
    ):
        assert str(problem)
    for kind in ("modal", "home"):
        for problem in check_view({"type": kind, "blocks": value}, kind=kind):
            assert str(problem).endswith("]")
