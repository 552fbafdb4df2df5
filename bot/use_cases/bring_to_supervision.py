"""Put a debrief on its writer's own supervision agenda."""

from sqlalchemy import Connection

from bot.seal.vault import Vault
from bot.store import agenda


def bring_to_supervision(tx: Connection, vault: Vault, person: str, text: str) -> int:
    """Keep `text`, encrypted, and the item's number; nobody but `person` is ever shown it."""
    return agenda.add(tx, person, vault.seal(text))
