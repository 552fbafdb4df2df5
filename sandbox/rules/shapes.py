"""A small language to write Slack's reference down in: each function returns a check.

The words are Slack's. They were read in refusals that people have quoted in public; where
none was found, the wording follows the nearest one. Lengths are in Unicode code points, as
Slack counts them. Where the reference is silent or lax, the stricter finding of the slackblocks
project holds, which put its whole corpus to Slack's `blocks.validate` (September 2026).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sandbox.rules.problem import Check, Place, Problem, Surface

EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})


def string(most: int | None = None, *, least: int = 0, pattern: str | None = None) -> Check:
    """Check a string of `least` to `most` characters that matches `pattern` in full."""

    def check(value: object, place: Place) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield place.says("must provide a string")
        elif len(value) < least:
            yield place.says(f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield place.says(f"must be less than {most + 1} characters")
        elif pattern is not None and not re.fullmatch(pattern, value):
            yield place.says(f"failed to match pattern: {pattern}")

    return check


def choice(*words: str) -> Check:
    """Check that the value is one of `words`."""

    def check(value: object, place: Place) -> Iterator[Problem]:
        if value not in words:
            yield place.says("must be a valid enum value")

    return check


def boolean(value: object, place: Place) -> Iterator[Problem]:
    """Check that the value is true or false."""
    if not isinstance(value, bool):
        yield place.says("must provide a boolean")


def number(least: float | None = None, *, integer: bool = False) -> Check:
    """Check a JSON number (a whole one if `integer`) of at least `least`."""
    kinds = (int,) if integer else (int, float)

    def check(value: object, place: Place) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield place.says("must provide an integer" if integer else "must provide a number")
        elif least is not None and value < least:
            yield place.says(f"must be greater than or equal to {least}")

    return check


def between(least: int, most: int) -> Check:
    """Check a whole number from `least` to `most`, both included."""
    whole = number(least, integer=True)

    def check(value: object, place: Place) -> Iterator[Problem]:
        yield from whole(value, place)
        if isinstance(value, int) and value > most:
            yield place.says(f"must be less than or equal to {most}")

    return check


def array(item: Check, *, least: int = 0, most: int | None = None) -> Check:
    """Check an array of `least` to `most` items, each of which passes `item`."""

    def check(value: object, place: Place) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield place.says("must provide an array")
            return
        if len(value) < least:
            yield place.says(f"must provide at least {least} items")
        if most is not None and len(value) > most:
            yield place.says(f"no more than {most} items allowed")
        for index, each in enumerate(value):
            yield from item(each, place / index)

    return check


def record(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Check
) -> Check:
    """Check an object's keys and values; `rules` look at the whole once its parts are sound."""
    known = {**required, **(optional or {})}

    def check(value: object, place: Place) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield place.says("must provide an object")
            return
        problems = [*_keys(value, place, required, known), *_values(value, place, known)]
        yield from problems
        if not problems:
            for rule in rules:
                yield from rule(value, place)

    return check


def _keys(
    value: Mapping[str, object],
    place: Place,
    required: Mapping[str, Check],
    known: Mapping[str, Check],
) -> Iterator[Problem]:
    for key in required:
        if key not in value:
            yield place.says(f"missing required field: {key}")
    for key in value:
        if key not in known:
            yield place.says(f"invalid additional property: {key}")


def _values(
    value: Mapping[str, object], place: Place, known: Mapping[str, Check]
) -> Iterator[Problem]:
    for key, each in value.items():
        if key in known:
            yield from known[key](each, place / key)


@dataclass(frozen=True)
class Kind:
    """One `type` in a table of blocks or elements: its shape, and the surfaces that show it."""

    shape: Check
    surfaces: frozenset[Surface] = EVERYWHERE


def by_type(kinds: Mapping[str, Kind]) -> Check:
    """Check an object by the row of `kinds` that its `type` names."""

    def check(value: object, place: Place) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield place.says("must provide an object")
        elif "type" not in value:
            yield place.says("missing required field: type")
        else:
            yield from _by_name(kinds, value, place)

    return check


def _by_name(
    kinds: Mapping[str, Kind], value: Mapping[str, object], place: Place
) -> Iterator[Problem]:
    name = value["type"]
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None or place.surface not in kind.surfaces:
        yield (place / "type").says(f"unsupported type: {name}")
    else:
        yield from kind.shape(value, place)
