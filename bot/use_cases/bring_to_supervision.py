"""Put a debrief on its writer's own supervision agenda."""

from sqlalchemy import Connection

from bot.seal.vault import Vault
from bot.store import agenda


def bring_to_supervision(tx: Connection, vault: Vault, person: str, text: str) -> None:
    """Keep `text`, encrypted; nobody but `person` is ever shown it."""
    agenda.add(tx, person, vault.seal(text))
