"""What to do with five minutes: one TOML file, which a peer team can replace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from bot.content import mistakes, toml_text, typography
from bot.content.toml_text import UnreadableError

BUILT_IN = Path(__file__).parent / "breaks" / "ideas.toml"

RECENT = 5
"""Ideas that a break remembers: those behind "Another idea" do not come round at once."""

SHORT = 400
"""Characters of an idea or an answer. Reading it is not what the five minutes are for."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT)]


class SuggestionsError(Exception):
    """The file of suggestions does not fit. The text has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to do with five minutes. A puzzle has an answer, told when they are over."""

    key: str
    text: str
    answer: str | None = None


class Suggestions:
    """The ideas, by key. Of at least two there is always another one."""

    def __init__(self, ideas: Iterable[Idea] = ()) -> None:
        self._by_key = {idea.key: idea for idea in ideas}

    def choose(self, random: Random, before: Sequence[str] = ()) -> Idea:
        """Any but those of `before`, oldest first; never the last of them.

        Raises:
            IndexError: there are no ideas.
        """
        fresh = [idea for key, idea in self._by_key.items() if key not in before]
        others = [idea for key, idea in self._by_key.items() if key not in before[-1:]]
        return random.choice(fresh or others)

    def find(self, keys: Iterable[str]) -> list[Idea]:
        """Those with these keys, in their order, without what is no longer in the file."""
        return [self._by_key[key] for key in keys if key in self._by_key]

    def every(self) -> list[Idea]:
        """All of them, in the order of the file."""
        return list(self._by_key.values())


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Idea(_Strict):
    key: Key
    text: Text
    answer: Text | None = None
    source: Text | None = None

    def made(self) -> Idea:
        return Idea(self.key, self.text, self.answer)


class _File(_Strict):
    ideas: Annotated[tuple[_Idea, ...], Limited(min_length=2)]


def load(own: Path | None = None, language: str = "") -> Suggestions:
    """The ideas of an organisation's own file, or else those that come with Holdspace.

    In this language where it is in a file beside that one, such as ideas.fr.toml by ideas.toml.

    Raises:
        SuggestionsError: every mistake in the file, by line and field.
    """
    original = own or BUILT_IN
    translated = original.with_suffix(f".{language}.toml")
    path = translated if translated.is_file() else original
    try:
        text = toml_text.read(path)
        data = toml_text.parse(path, text)
        if path != original:
            data = typography.set_in(language, data)
        found = _File.model_validate(data)
    except UnreadableError as error:
        raise SuggestionsError(str(error)) from None
    except ValidationError as error:
        raise SuggestionsError(mistakes.told(path, text, mistakes.faults(error))) from None
    again = mistakes.twice("ideas", [idea.key for idea in found.ideas])
    if again:
        raise SuggestionsError(mistakes.told(path, text, again))
    return Suggestions(idea.made() for idea in found.ideas)
