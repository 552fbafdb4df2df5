"""The chart inside a data_visualization block."""

from collections.abc import Iterator, Mapping
from typing import cast

from sandbox.rules.problem import Place, Problem
from sandbox.rules.shapes import Kind, array, by_type, number, record, string

LABEL = string(20, least=1)
SEGMENT = record({"label": LABEL, "value": number()})
POINT = record({"label": LABEL, "value": number()})
SERIES = record({"name": LABEL, "data": array(POINT, least=1, most=20)})


def _each_once(value: object, place: Place) -> Iterator[Problem]:
    categories = cast("Mapping[str, list[str]]", value)["categories"]
    for index, category in enumerate(categories):
        if category in categories[:index]:
            yield (place / "categories" / index).says("must be unique")


AXES = record(
    {"categories": array(LABEL, least=1, most=20)},
    {"x_label": string(50), "y_label": string(50)},
    _each_once,
)


def _points_match_categories(value: object, place: Place) -> Iterator[Problem]:
    chart = cast("Mapping[str, object]", value)
    categories = cast("Mapping[str, list[str]]", chart["axis_config"])["categories"]
    names: set[str] = set()
    for index, series in enumerate(cast("list[dict[str, object]]", chart["series"])):
        here = place / "series" / index
        name = cast("str", series["name"])
        if name in names:
            yield (here / "name").says("must be unique")
        names.add(name)
        labels = [point["label"] for point in cast("list[dict[str, object]]", series["data"])]
        if labels != categories:
            yield (here / "data").says("must have one point for each of the categories, in order")


XY = Kind(
    record(
        {"type": string(), "series": array(SERIES, least=1, most=12), "axis_config": AXES},
        {},
        _points_match_categories,
    )
)
CHART = by_type(
    {
        "area": XY,
        "bar": XY,
        "line": XY,
        "pie": Kind(record({"type": string(), "segments": array(SEGMENT, least=1, most=12)})),
    }
)
