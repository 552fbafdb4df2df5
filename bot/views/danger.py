"""Where to turn when someone may be in danger."""

from bot.content.catalogue import Words


def danger(words: Words, route: str | None) -> str:
    """The organisation's own way in a sentence, or the usual one."""
    if route:
        return words("contact.answer.danger", route=route)
    return words("privacy.danger.default")
