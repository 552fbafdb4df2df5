"""See that a database and a directory of round keys belong together."""

import secrets

from sqlalchemy import Connection

from bot.seal.keys import KeyDirectoryError, RoundKeys
from bot.store import installation, rounds
from bot.store.installation import Installation


def bind_keys(tx: Connection, keys: RoundKeys) -> None:
    """Mark the directory as this database's; from then on no other one takes it.

    What a database does not know is swept from its key directory, so a rehearsal with a database of
    its own must never be pointed at the keys of the real one. An empty directory in the same place
    is a tmpfs after a restart; one elsewhere, while a survey is open, is a mistake.

    Raises:
        KeyDirectoryError: they do not belong together. Nothing is changed.
    """
    rounds.lock(tx)
    here, owner = str(keys.directory), keys.owner()
    known = installation.find(tx) or Installation(secrets.token_hex(16), here)
    if owner and owner != known.id:
        raise KeyDirectoryError(
            f"{here} holds the round keys of another database; name another ROUND_KEY_DIR, or the "
            "DATABASE_URL that goes with it"
        )
    if not owner and known.key_directory != here and rounds.open_rounds(tx):
        raise KeyDirectoryError(
            f"a survey is open whose key is in {known.key_directory}; set ROUND_KEY_DIR to that, "
            f"or move all that is in it to {here}"
        )
    installation.keep(tx, Installation(known.id, here))
    keys.mark(known.id)
