"""What holds for every message that the app posts."""

from bot.views.parts import Message, metadata
from sandbox.rules import check_message


def assert_slack_takes(message: Message) -> None:
    """Slack's own rules find no fault with it."""
    problems = check_message(message.text, list(message.blocks), metadata("kept debrief", id="1"))
    assert list(map(str, problems)) == []


def assert_text_tells_all(message: Message) -> None:
    """The text alone tells what the sections tell: screen readers read nothing else."""
    for block in message.blocks:
        if block["type"] == "section":
            assert "".join(block["text"]["text"].split()) in "".join(message.text.split())
