"""Who reads in which language."""

from collections.abc import Mapping

from bot.content.catalogue import Catalogue, Words


class Languages:
    """The languages that people chose, by Slack id; whoever chose none reads the default.

    It lies in memory, since every press asks for it, and may be asked from any thread.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._chosen: dict[str, str] = {}

    def words_for(self, reader: str | None) -> Words:
        """The words for a person, or for a channel, which reads the default like nobody at all."""
        return self.catalogue.of(self._chosen.get(reader or ""))

    def choose(self, person: str, language: str) -> None:
        """From now on this person reads in that language."""
        self._chosen[person] = language

    def refresh(self, chosen: Mapping[str, str]) -> None:
        """These are all choices there are: whoever is not among them reads the default."""
        self._chosen = dict(chosen)
