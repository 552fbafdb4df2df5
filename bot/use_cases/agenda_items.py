"""Read an item of one's own agenda, or take it off."""

from sqlalchemy import Connection

from bot.seal.vault import Vault
from bot.store import agenda


def find_agenda_item(tx: Connection, vault: Vault, person: str, item: int) -> str | None:
    """The item's text, if it is this person's."""
    found = dict(agenda.of_person(tx, person)).get(item)
    return vault.open(found) if found else None


def remove_agenda_item(tx: Connection, person: str, item: int) -> bool:
    """Delete the item, if it is this person's; False where it is not, and nothing changes."""
    return agenda.remove(tx, person, item)
