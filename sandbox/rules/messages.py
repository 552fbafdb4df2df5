from collections.abc import Iterator, Mapping

from sandbox.rules.blocks import check_blocks
from sandbox.rules.problem import Place, Problem
from sandbox.rules.shapes import record, string
from sandbox.rules.whole import check_whole


def check_message(
    text: str | None, blocks: list[object] | None, metadata: Mapping[str, object] | None
) -> list[Problem]:
    """Return what Slack would refuse in a message, or nothing.

    Text has no upper limit here: Slack cuts it at 40,000 characters and accepts it. That a
    message has something to say (`no_text`) is the caller's to answer, since it is another error.
    """
    place = Place("message", "")
    return [
        *_text(text, place / "text"),
        *_blocks(blocks, place / "blocks"),
        *_metadata(metadata, place / "metadata"),
    ]


def _text(text: object, place: Place) -> Iterator[Problem]:
    if text is not None:
        yield from string()(text, place)


def _blocks(blocks: object, place: Place) -> Iterator[Problem]:
    if blocks is not None:
        yield from check_blocks(blocks, place)
    if isinstance(blocks, list):
        yield from check_whole(blocks, place)


def _anything(value: object, place: Place) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield place.says("must provide an object")


METADATA = record({"event_type": string(255, least=1), "event_payload": _anything})


def _metadata(metadata: object, place: Place) -> Iterator[Problem]:
    if metadata is not None:
        yield from METADATA(metadata, place)
