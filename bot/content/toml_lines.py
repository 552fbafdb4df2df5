"""On which line of a TOML text each table, key and array element begins."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where something is in the data: ("shifts", 1, "people", 0)."""

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r]+ | \#[^\n]*)
    | (?P<newline>\n)
    | (?P<string>
          \"{3} (?:\\.|[^\\])*? \"{3,5}
        | '{3} .*? '{3,5}
        | "(?:\\.|[^"\\\n])*"
        | '[^'\n]*'
      )
    | (?P<mark>[\[\]{},=.])
    | (?P<bare>[^\s\[\]{},=."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


class Lines:
    """The lines of one text, which must be TOML that `tomllib` takes."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {}
        _Scan(text, self._found).run()

    def of(self, path: Path) -> int:
        """The line, from 1, of what is at `path`, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._found:
                return self._found[path[:length]]
        return 1


class _Scan:
    """One walk through the text, which fills `found`. A place keeps the first line it is met on."""

    def __init__(self, text: str, found: dict[Path, int]) -> None:
        self._tokens = [*_tokens(text), _Token("end", "", 0)]
        self._at = 0
        self._found = found
        self._arrays: dict[Path, int] = {}

    def run(self) -> None:
        """From the first statement to the last."""
        table: Path = ()
        while self._peek().kind != "end":
            if self._peek().kind == "newline":
                self._take()
            elif self._peek().text == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, text: str) -> bool:
        return self._peek().kind == "mark" and self._peek().text == text

    def _header(self) -> Path:
        line = self._take().line
        many = self._is("[")
        if many:
            self._take()
        path = self._inside(self._keys())
        if many:
            self._found.setdefault(path, line)
            self._arrays[path] = self._arrays.get(path, -1) + 1
            path = (*path, self._arrays[path])
            self._take()
        self._take()
        self._found.setdefault(path, line)
        return path

    def _inside(self, keys: list[str]) -> Path:
        """A header's keys as a path, in which an array of tables stands for its last table."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._arrays:
                path = (*path, self._arrays[path])
        return (*path, keys[-1])

    def _keys(self) -> list[str]:
        keys = []
        while not (self._is("=") or self._is("]")):
            token = self._take()
            if token.kind == "string":
                keys.append(str(tomllib.loads(f"key = {token.text}")["key"]))
            elif token.kind == "bare":
                keys.append(token.text)
        return keys

    def _pair(self, path: Path) -> None:
        line = self._peek().line
        for key in self._keys():
            path = (*path, key)
            self._found.setdefault(path, line)
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._is("["):
            self._array(path)
        elif self._is("{"):
            self._inline(path)
        else:
            self._plain()

    def _plain(self) -> None:
        while not (self._peek().kind in {"newline", "end"} or self._peek().text in {",", "]", "}"}):
            self._take()

    def _array(self, path: Path) -> None:
        for index in self._elements("]"):
            here = (*path, index)
            self._found.setdefault(here, self._peek().line)
            self._value(here)

    def _inline(self, path: Path) -> None:
        for _ in self._elements("}"):
            self._pair(path)

    def _elements(self, closing: str) -> Iterator[int]:
        """Stop before each element of what is in brackets, and after the closing one."""
        self._take()
        index = 0
        while not self._is(closing):
            if self._peek().kind == "newline" or self._is(","):
                self._take()
            else:
                yield index
                index += 1
        self._take()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "skip":
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")
