"""What Slack's own models build must pass, so that the tables are not stricter than Slack."""

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    NumberInputElement,
    Option,
    OptionGroup,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from sandbox.rules import check_message, check_view

ASK = ConfirmObject(title="Sure", text="It goes out to all", confirm="Yes", deny="No")
OPTIONS = [Option(text="One", value="1", description="first"), Option(text="Two", value="2")]
WORDS = RichTextSectionElement(
    elements=[
        RichTextElementParts.Text(text="hi", style={"bold": True}),
        RichTextElementParts.Link(url="https://example.org", text="there"),
        RichTextElementParts.Emoji(name="tea"),
        RichTextElementParts.User(user_id="U1"),
    ]
)
BLOCKS: list[Block] = [
    SectionBlock(
        text=MarkdownTextObject(text="*hello*"),
        fields=["a", "b"],
        accessory=StaticSelectElement(
            action_id="a",
            placeholder="Choose",
            option_groups=[OptionGroup(label="All", options=OPTIONS)],
            initial_option=OPTIONS[0],
            confirm=ASK,
        ),
    ),
    ActionsBlock(
        elements=[
            ButtonElement(action_id="b", text="Go", value="1", style="primary", confirm=ASK),
            OverflowMenuElement(action_id="c", options=OPTIONS),
            DatePickerElement(action_id="d", initial_date="2026-11-22", placeholder="Day"),
            TimePickerElement(action_id="e", initial_time="21:15", timezone="America/Toronto"),
            CheckboxesElement(action_id="f", options=OPTIONS, initial_options=OPTIONS[:1]),
            RadioButtonsElement(action_id="g", options=OPTIONS, initial_option=OPTIONS[1]),
            UserSelectElement(action_id="h", initial_user="U1"),
            StaticMultiSelectElement(action_id="i", options=OPTIONS, max_selected_items=1),
            ConversationSelectElement(
                action_id="j",
                default_to_current_conversation=True,
                filter=ConversationFilter(include=["im"], exclude_bot_users=True),
            ),
        ]
    ),
    HeaderBlock(text=PlainTextObject(text="Today", emoji=True)),
    DividerBlock(),
    ContextBlock(elements=[MarkdownTextObject(text="quietly", verbatim=True)]),
    RichTextBlock(elements=[WORDS, RichTextListElement(style="bullet", elements=[WORDS])]),
]
FIELDS: list[Block] = [
    InputBlock(
        label="How was it",
        hint="A word is enough",
        optional=True,
        dispatch_action=True,
        element=PlainTextInputElement(
            action_id="a",
            multiline=True,
            max_length=3000,
            focus_on_load=True,
            dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
        ),
    ),
    InputBlock(
        label="How many",
        element=NumberInputElement(
            action_id="b", is_decimal_allowed=False, min_value="0", max_value="10"
        ),
    ),
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.type)
def test_a_block_that_slack_sdk_builds_passes_on_every_surface(block: Block) -> None:
    built = block.to_dict()
    assert check_message("", [built], None) == []
    assert check_view({"type": "home", "blocks": [built]}, kind="home") == []


def test_a_modal_that_slack_sdk_builds_passes() -> None:
    view = View(
        type="modal",
        title="Debrief",
        submit="Send",
        close="Not now",
        callback_id="debrief",
        private_metadata="{}",
        notify_on_close=True,
        blocks=[*BLOCKS, *FIELDS],
    )
    assert check_view(view.to_dict(), kind="modal") == []
