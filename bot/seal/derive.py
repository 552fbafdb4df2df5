"""One secret, a key for each purpose."""

import hmac


def derive(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose. Knowing it tells nothing about the secret or another key."""
    return hmac.digest(secret, f"holdspace/{purpose}/1".encode(), "sha256")
