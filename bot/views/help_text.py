"""What `/holdspace` answers."""

from bot.content.catalogue import Words


def answer(words: Words, word: str, *, in_a_team: bool) -> str:
    """What can be done, after a kind word about a word that is not known."""
    told = [words("help.text")]
    if word not in {"", "help"}:
        told.insert(0, words("help.unknown"))
    if not in_a_team:
        told.append(words("help.stranger"))
    return "\n\n".join(told)
