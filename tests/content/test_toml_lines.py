import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.toml_lines import Lines, Path

EVERYTHING = '''\
# a comment with [brackets] and = signs
title = "first"   # another [comment]

[team]
"key" = 'harbour'
name = """
two
lines, one "quoted" """
channel.id = "C1"
channel.name = "#peers"

[[members]]
person = "ana"
roles = [
  "one",  # [[members]]
  "two", "three",
  [ "nested",
    "deep" ],
]

[[members]]
person = "bo"
place = { city = "Delft", zone = "Europe/Amsterdam" }
[members.more]
note = "a\\"b"
[[members.more.days]]
day = 2026-11-23
[[members.more.days]]
day = 2026-11-24 10:00:00
size = 1.5

[a."b.c".d]
e = []
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("team",), 4),
        (("team", "key"), 5),
        (("team", "name"), 6),
        (("team", "channel", "id"), 9),
        (("team", "channel", "name"), 10),
        (("members",), 12),
        (("members", 0), 12),
        (("members", 0, "roles"), 14),
        (("members", 0, "roles", 0), 15),
        (("members", 0, "roles", 2), 16),
        (("members", 0, "roles", 3, 1), 18),
        (("members", 1), 21),
        (("members", 1, "person"), 22),
        (("members", 1, "place", "zone"), 23),
        (("members", 1, "more"), 24),
        (("members", 1, "more", "note"), 25),
        (("members", 1, "more", "days", 1, "day"), 29),
        (("members", 1, "more", "days", 1, "size"), 30),
        (("a", "b.c", "d", "e"), 33),
    ],
)
def test_each_thing_is_on_its_line(path: Path, line: int) -> None:
    assert Lines(EVERYTHING).of(path) == line


def test_what_is_missing_is_on_the_line_of_its_table() -> None:
    assert Lines(EVERYTHING).of(("members", 1, "role")) == 21
    assert Lines(EVERYTHING).of(("members", 0, "roles", 9)) == 14


def test_a_missing_table_is_on_the_first_line() -> None:
    assert Lines(EVERYTHING).of(("shifts",)) == 1
    assert Lines("").of(("team",)) == 1


def test_windows_line_ends_count_once() -> None:
    assert Lines("a = 1\r\n\r\n[b]\r\nc = 2\r\n").of(("b", "c")) == 4


def test_a_quotation_mark_may_end_a_text_of_several_lines() -> None:
    text = 'a = """\nsays "yes""""\nb = 2\n'
    assert tomllib.loads(text) == {"a": 'says "yes"', "b": 2}
    assert Lines(text).of(("b",)) == 3


SCALARS = st.sampled_from(
    ["1", "true", "09:00:00", '"#[x]"', "'{'", '"""\n]\n"""', "2026-11-23 10:00:00", '"\\"\\\\"']
)


def _array(elements: list[str]) -> str:
    return "[\n" + ",\n\n".join(elements) + ("," if elements else "") + " # ]\n]"


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(_array),
        st.lists(SCALARS.filter(lambda text: "\n" not in text), max_size=3).map(
            lambda values: "{" + ", ".join(f"k{i} = {v}" for i, v in enumerate(values)) + "}"
        ),
    ),
    max_leaves=6,
)
PAIRS = st.lists(VALUES, max_size=3).map(
    lambda values: "".join(f"k{i} = {value}\n" for i, value in enumerate(values))
)
TABLES = st.lists(st.tuples(st.sampled_from(["[[many]]", "[[many.inner]]"]), PAIRS))


@given(PAIRS, TABLES)
def test_every_key_that_the_parser_sees_is_found_where_it_stands(
    top: str, tables: list[tuple[str, str]]
) -> None:
    text = top + "[[many]]\n" + "".join(f"{h}\n{p}" for h, p in tables)
    found = Lines(text)
    written = text.splitlines()
    for path in _paths(tomllib.loads(text)):
        line = written[found.of(path) - 1]
        if isinstance(path[-1], str):
            assert path[-1] in line
        assert all(found.of(path[:n]) <= found.of(path) for n in range(1, len(path)))


def _paths(data: object, here: Path = ()) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*here, key)
            yield from _paths(value, (*here, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield (*here, index)
            yield from _paths(value, (*here, index))
