import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, PublicKey, SealedBox

from bot.domain.survey import COMMENT, Answer
from bot.seal.opening import answers
from bot.seal.slots import Sealer

KEY = PrivateKey.generate()
PUBLIC = bytes(KEY.public_key)
SEALER = Sealer(b"s" * 32, "T1")
SLOT = SEALER.slot("round", "U1")
ROOT = Path(__file__).parents[2]

written = st.builds(
    Answer,
    st.dictionaries(st.text("abcdefgh-", min_size=1, max_size=32), st.integers(0, 2), max_size=40),
    st.text(max_size=COMMENT),
)


@settings(deadline=None)
@given(written)
def test_an_answer_comes_back_at_the_close_and_its_length_tells_nothing(answer: Answer) -> None:
    sealed = SEALER.seal(PUBLIC, SLOT, answer)
    assert len(sealed) == len(SEALER.seal(PUBLIC, SLOT, Answer()))
    assert list(answers(KEY, [(SLOT, sealed)])) == ([] if answer.is_empty else [answer])


@pytest.mark.parametrize("character", ["\x00", '"', "é", "漢", "🫂", "\ud800"])
def test_the_longest_comment_of_any_characters_fits(character: str) -> None:
    full = Answer({f"{n:032}": 2 for n in range(40)}, character * COMMENT)
    (back,) = answers(KEY, [(SLOT, SEALER.seal(PUBLIC, SLOT, full))])
    assert back.comment == full.comment.replace("\ud800", "?")


def test_what_is_longer_than_any_form_allows_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValueError, match=r"^the answer is too long to seal$"):
        SEALER.seal(PUBLIC, SLOT, Answer({}, "x" * 9000))


def test_the_same_answer_never_looks_the_same_twice() -> None:
    assert len({SEALER.seal(PUBLIC, SLOT, Answer({"a": 1})) for _ in range(20)}) == 20


def test_slots_differ_by_person_round_workspace_and_secret() -> None:
    others = [
        SEALER.slot("round", "U2"),
        SEALER.slot("another", "U1"),
        Sealer(b"s" * 32, "T2").slot("round", "U1"),
        Sealer(b"z" * 32, "T1").slot("round", "U1"),
        SEALER.slot('round", "U1', ""),
    ]
    assert len({SLOT, *others}) == 6
    assert Sealer(b"s" * 32, "T1").slot("round", "U1") == SLOT
    assert len(SLOT) == 32


def test_an_answer_copied_into_another_slot_counts_for_nobody() -> None:
    sealed = SEALER.seal(PUBLIC, SLOT, Answer({"a": 2}))
    other = SEALER.slot("round", "U2")
    assert list(answers(KEY, [(SLOT, sealed), (other, sealed)])) == [Answer({"a": 2})]


def _box(content: bytes) -> bytes:
    return SealedBox(PublicKey(PUBLIC)).encrypt(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"slot": "00", "levels": {}, "comment": ""}',
        b'{"slot": "%s", "levels": {"a": 3}, "comment": ""}' % SLOT.hex().encode(),
        b'{"slot": "%s", "levels": {"a": [1]}, "comment": ""}' % SLOT.hex().encode(),
        b'{"slot": "%s", "levels": [1], "comment": ""}' % SLOT.hex().encode(),
        b'{"slot": "%s", "levels": null, "comment": "x"}' % SLOT.hex().encode(),
    ],
)
def test_content_that_this_app_never_sealed_is_refused(content: bytes) -> None:
    assert list(answers(KEY, [(SLOT, _box(content))])) == []


def test_damaged_and_foreign_ciphertext_is_refused() -> None:
    sealed = SEALER.seal(PUBLIC, SLOT, Answer({"a": 2}))
    damaged = bytes([sealed[0] ^ 1]) + sealed[1:]
    assert list(answers(KEY, [(SLOT, damaged), (SLOT, b"short")])) == []
    assert list(answers(PrivateKey.generate(), [(SLOT, sealed)])) == []


def test_only_the_close_can_open_slots() -> None:
    importers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "handlers", "schedules")
        for path in (ROOT / folder).rglob("*.py")
        if "bot.seal.opening" in _imports(path)
    }
    assert importers == {"bot/use_cases/close_rounds.py"}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found
