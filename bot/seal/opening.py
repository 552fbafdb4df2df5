"""Reading a round's answers: for its close only, and in memory only."""

import json
from collections.abc import Iterable, Iterator

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from bot.domain.survey import Answer


def answers(key: PrivateKey, slots: Iterable[tuple[bytes, bytes]]) -> Iterator[Answer]:
    """The answers in (slot, sealed) pairs, without the abstentions.

    A slot whose content is damaged or names another slot, such as a copied one, counts for nobody.
    """
    box = SealedBox(key)
    for slot, sealed in slots:
        answer = _read(box, slot, sealed)
        if answer is not None and not answer.is_empty:
            yield answer


def _read(box: SealedBox[PrivateKey], slot: bytes, sealed: bytes) -> Answer | None:
    try:
        content = json.loads(box.decrypt(sealed).rstrip())
        if content["slot"] != slot.hex():
            return None
        return Answer(dict(content["levels"]), str(content["comment"]))
    except (CryptoError, ValueError, KeyError, TypeError, RecursionError):
        return None
