"""A person's sealed place in a round: filled here, readable only to the close (see opening.py)."""

import hmac
import json

from nacl.public import PublicKey, SealedBox

from bot.domain.survey import Answer
from bot.seal.derive import derive

LENGTH = 8192
"""Bytes of every plain text, so that the sealed length tells nothing.

A comment of survey.COMMENT characters is at most 6 bytes each in JSON; the rest is for the ratings.
"""


class Sealer:
    """Finds people's slots and fills them. It cannot read one back: that needs the round's key."""

    def __init__(self, secret: bytes, workspace: str) -> None:
        self._key = derive(secret, "slot")
        self.workspace = workspace

    def slot(self, round_id: str, person: str) -> bytes:
        """Where this person's answer lies: HMAC-SHA256 over workspace, round and person.

        The round is part of it, so that the slots of one person in two rounds do not look alike.
        Without HOLDSPACE_SECRET nobody can tell whose slot it is; with it, only who was invited.
        """
        named = json.dumps([self.workspace, round_id, person]).encode()
        return hmac.digest(self._key, named, "sha256")

    def seal(self, public_key: bytes, slot: bytes, answer: Answer) -> bytes:
        """Encrypt an answer that names its slot. An empty answer looks like any other.

        Raises:
            ValueError: the answer is longer than every form allows.
        """
        content = {"slot": slot.hex(), "levels": answer.levels, "comment": answer.comment}
        # A lone surrogate half is not text; "?" stands in for it.
        raw = json.dumps(content, ensure_ascii=False).encode(errors="replace")
        if len(raw) > LENGTH:
            raise ValueError("the answer is too long to seal")
        return SealedBox(PublicKey(public_key)).encrypt(raw.ljust(LENGTH))
