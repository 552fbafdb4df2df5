"""Text that Slack shows as it was meant: escaped, whole, and short enough."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.content.text import (
    chunks,
    city,
    escape,
    mention,
    shorten,
)

LIMITS = st.integers(10, 80)
WRITTEN = st.text(alphabet=st.sampled_from("ab &<>\n"), max_size=400) | st.text(max_size=400)
ENTITY = re.compile(r"&(amp|lt|gt);")


def _without_spaces(text: str) -> str:
    return "".join(text.split())


@given(WRITTEN)
def test_escaped_text_is_shown_as_it_was_written(text: str) -> None:
    escaped = escape(text)
    assert not set("<>") & set(escaped)
    assert "&" not in ENTITY.sub("", escaped)
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


def test_mark_up_that_we_made_is_not_escaped_again() -> None:
    assert escape(mention("U1")) == "<@U1>"


@given(WRITTEN, LIMITS)
def test_chunks_keep_to_the_limit_and_lose_nothing(text: str, limit: int) -> None:
    escaped = escape(text)
    pieces = chunks(escaped, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert _without_spaces("".join(pieces)) == _without_spaces(escaped)


@given(WRITTEN, LIMITS)
def test_chunks_never_cut_an_escaped_character(text: str, limit: int) -> None:
    for piece in chunks(escape(text), limit):
        assert "&" not in ENTITY.sub("", piece)
        assert html.escape(html.unescape(piece), quote=False) == piece


@given(st.lists(st.text("abc", min_size=1, max_size=4)), LIMITS)
def test_chunks_are_cut_between_words_where_they_can_be(words: list[str], limit: int) -> None:
    pieces = chunks(" ".join(words), limit)
    assert [word for piece in pieces for word in piece.split()] == words


def test_a_short_text_is_one_chunk_and_an_empty_one_none() -> None:
    assert chunks("as it is", 10) == ["as it is"]
    assert chunks("") == []


@given(WRITTEN, LIMITS)
def test_shortened_text_keeps_to_the_limit_and_shows_that_something_is_missing(
    text: str, limit: int
) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@given(WRITTEN, LIMITS)
def test_shortening_never_cuts_an_escaped_character(text: str, limit: int) -> None:
    assert "&" not in ENTITY.sub("", shorten(escape(text), limit))


def test_a_zone_goes_by_its_place() -> None:
    assert city("America/St_Johns") == "St Johns"
    assert city("America/Argentina/Ushuaia") == "Ushuaia"
    assert city("UTC") == "UTC"
