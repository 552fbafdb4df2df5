"""The four lines with which the app introduces itself, under the first message to somebody."""

from bot.content.catalogue import Words
from bot.domain.attempt import is_direct
from bot.views.parts import Message, context, divider


def introduced(words: Words, recipient: str, message: Message) -> Message:
    """The message with the lines under it, which screen readers and notifications get as well."""
    key = "person" if is_direct(recipient) else "channel"
    lines = words(f"contact.introduction.{key}")
    blocks = [*message.blocks, divider(), context(lines)]
    return Message(f"{message.text}\n\n{lines}", blocks)
