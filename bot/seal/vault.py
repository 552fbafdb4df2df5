"""Text that the app itself must read again, such as agenda items, unreadable in the database."""

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from bot.seal.derive import derive


class VaultError(Exception):
    """What was sealed cannot be opened. The text is one line and never holds what was sealed."""


class Vault:
    """Seals and opens text with a key that comes from HOLDSPACE_SECRET alone.

    It protects a stolen database or backup, and nothing from whoever holds the secret too. Survey
    answers never go in here: see slots.py.
    """

    def __init__(self, secret: bytes) -> None:
        self._box = SecretBox(derive(secret, "vault"))

    def seal(self, text: str) -> bytes:
        """Encrypt, under a fresh nonce each time."""
        return bytes(self._box.encrypt(text.encode()))

    def open(self, sealed: bytes) -> str:
        """What was sealed.

        Raises:
            VaultError: it was altered, or sealed under another secret.
        """
        try:
            return self._box.decrypt(sealed).decode()
        except (CryptoError, ValueError):
            raise VaultError(
                "This was sealed with another HOLDSPACE_SECRET; put that one back to read it."
            ) from None
