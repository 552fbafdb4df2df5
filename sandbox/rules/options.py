"""What has to agree inside one element: options that exist, bounds in order, one of two keys."""

from collections.abc import Iterator, Mapping
from typing import cast

from sandbox.rules.problem import Check, Place, Problem


def either(*keys: str) -> Check:
    """Check that exactly one of `keys` is there."""
    names = " or ".join(f"`{key}`" for key in keys)

    def check(value: object, place: Place) -> Iterator[Problem]:
        present = sum(key in cast("Mapping[str, object]", value) for key in keys)
        if present != 1:
            yield place.says(f"must define either {names}" + (", not both" if present else ""))

    return check


def some(*keys: str) -> Check:
    """Check that at least one of `keys` is there."""
    names = " or ".join(f"`{key}`" for key in keys)

    def check(value: object, place: Place) -> Iterator[Problem]:
        if not set(keys) & cast("Mapping[str, object]", value).keys():
            yield place.says(f"must define either {names}")

    return check


def initial_is_offered(value: object, place: Place) -> Iterator[Problem]:
    """Check that initial_option and initial_options repeat options of the element exactly."""
    element = cast("Mapping[str, object]", value)
    offered = _offered(element)
    if "initial_option" in element and element["initial_option"] not in offered:
        yield (place / "initial_option").says("must match one of the provided options")
    chosen = cast("list[object]", element.get("initial_options", []))
    for index, option in enumerate(chosen):
        if option not in offered:
            yield (place / "initial_options" / index).says("must match one of the provided options")


def _offered(element: Mapping[str, object]) -> list[object]:
    options = cast("list[object]", element.get("options", []))
    groups = cast("list[Mapping[str, list[object]]]", element.get("option_groups", []))
    return [*options, *(option for group in groups for option in group["options"])]


def in_order(low: str, high: str) -> Check:
    """Check that `low` does not exceed `high` when both are given, as numbers or decimals."""

    def check(value: object, place: Place) -> Iterator[Problem]:
        element = cast("Mapping[str, str | int]", value)
        if low in element and high in element and float(element[low]) > float(element[high]):
            yield (place / low).says(f"must be less than or equal to `{high}`")

    return check
