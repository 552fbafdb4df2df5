"""Every limit on a length or a count that Slack states for an element."""

from tests.sandbox.rules.block_cases import url
from tests.sandbox.rules.case import Case
from tests.sandbox.rules.payloads import (
    Json,
    actions,
    button,
    confirm,
    field,
    menu,
    mrkdwn,
    option,
    options,
    picker,
    plain,
    typed,
)


def tick(kind: str, n: int) -> Json:
    return picker(kind, options=options(n))


def groups(n: int) -> list[Json]:
    return [{"label": plain(), "options": options(1)} for _ in range(n)]


def grouped(*each: Json) -> Json:
    return picker("static_select", option_groups=list(each))


def with_confirm(**more: object) -> Json:
    return actions(button(confirm=confirm(**more)))


ELEMENT = "/blocks/0/elements/0"
ELEMENT_CASES = [
    Case("action_id", 255, lambda n: actions(button("a" * n)), f"{ELEMENT}/action_id", 1),
    Case("button text", 75, lambda n: actions(button(text=plain(n))), f"{ELEMENT}/text/text", 1),
    Case("button value", 2000, lambda n: actions(button(value="v" * n)), f"{ELEMENT}/value"),
    Case("button url", 3000, lambda n: actions(button(url=url(n))), f"{ELEMENT}/url"),
    Case(
        "accessibility_label",
        75,
        lambda n: actions(button(accessibility_label="l" * n)),
        f"{ELEMENT}/accessibility_label",
    ),
    Case(
        "select options",
        100,
        lambda n: actions(menu(options=options(n))),
        f"{ELEMENT}/options",
        1,
        items=True,
    ),
    Case(
        "option groups",
        100,
        lambda n: actions(grouped(*groups(n))),
        f"{ELEMENT}/option_groups",
        1,
        items=True,
    ),
    Case(
        "options of a group",
        100,
        lambda n: actions(grouped({"label": plain(), "options": options(n)})),
        f"{ELEMENT}/option_groups/0/options",
        1,
        items=True,
    ),
    Case(
        "group label",
        75,
        lambda n: actions(grouped({"label": plain(n), "options": options(1)})),
        f"{ELEMENT}/option_groups/0/label/text",
        1,
    ),
    Case(
        "option text",
        75,
        lambda n: actions(menu(options=[option("o", text=plain(n))])),
        f"{ELEMENT}/options/0/text/text",
        1,
    ),
    Case(
        "option value",
        150,
        lambda n: actions(menu(options=[option("o", value="v" * n)])),
        f"{ELEMENT}/options/0/value",
    ),
    Case(
        "option description",
        75,
        lambda n: actions(menu(options=[option("o", description=plain(n))])),
        f"{ELEMENT}/options/0/description/text",
        1,
    ),
    Case(
        "placeholder",
        150,
        lambda n: actions(menu(placeholder=plain(n))),
        f"{ELEMENT}/placeholder/text",
        1,
    ),
    Case(
        "checkboxes",
        10,
        lambda n: actions(tick("checkboxes", n)),
        f"{ELEMENT}/options",
        1,
        items=True,
    ),
    Case(
        "radio",
        10,
        lambda n: actions(tick("radio_buttons", n)),
        f"{ELEMENT}/options",
        1,
        items=True,
    ),
    Case(
        "overflow", 5, lambda n: actions(tick("overflow", n)), f"{ELEMENT}/options", 1, items=True
    ),
    Case(
        "confirm title",
        100,
        lambda n: with_confirm(title=plain(n)),
        f"{ELEMENT}/confirm/title/text",
        1,
    ),
    Case(
        "confirm text",
        300,
        lambda n: with_confirm(text=mrkdwn(n)),
        f"{ELEMENT}/confirm/text/text",
        1,
    ),
    Case(
        "confirm button",
        30,
        lambda n: with_confirm(confirm=plain(n)),
        f"{ELEMENT}/confirm/confirm/text",
        1,
    ),
    Case(
        "deny button", 30, lambda n: with_confirm(deny=plain(n)), f"{ELEMENT}/confirm/deny/text", 1
    ),
    Case(
        "initial_value",
        3000,
        lambda n: field(typed(initial_value="i" * n)),
        "/blocks/0/element/initial_value",
    ),
    Case(
        "field placeholder",
        150,
        lambda n: field(typed(placeholder=plain(n))),
        "/blocks/0/element/placeholder/text",
        1,
    ),
]
