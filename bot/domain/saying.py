"""What is to be told to somebody, before it is known in which language they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Fact: TypeAlias = "str | int | Quoted | Saying | tuple[Fact, ...]"
"""What a sentence names. Several are told one after the other."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody wrote, or a person by Slack id: it is told in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Saying:
    """The key of a sentence in the catalogue, and the facts that it names."""

    key: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def quoted(self) -> Iterator[str]:
        """Each text that it quotes."""
        for _, fact in self.facts:
            yield from _quoted(fact)

    def with_names(self, names: Mapping[str, str]) -> "Saying":
        """The same with names in the place of the Slack ids that it quotes."""
        return Saying(self.key, tuple((key, _named(fact, names)) for key, fact in self.facts))


def says(key: str, /, **facts: Fact) -> Saying:
    """The sentence under this key, about these facts."""
    return Saying(key, tuple(facts.items()))


def several(sayings: list[Saying]) -> Saying:
    """Several phrases, in which there may be commas, one after the other."""
    told, *others = sayings
    for one in others:
        told = says("common.several.phrases", others=told, last=one)
    return told


def _quoted(fact: Fact) -> Iterator[str]:
    match fact:
        case Quoted(text):
            yield text
        case Saying():
            yield from fact.quoted()
        case tuple():
            for one in fact:
                yield from _quoted(one)


def _named(fact: Fact, names: Mapping[str, str]) -> Fact:
    match fact:
        case Quoted(text):
            return Quoted(names.get(text, text))
        case Saying():
            return fact.with_names(names)
        case tuple():
            return tuple(_named(one, names) for one in fact)
    return fact
