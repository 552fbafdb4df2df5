"""Who has been told what this app is: people, and channels. That is all, and not when."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from bot.store.inserting import into
from bot.store.tables import introduction

RECIPIENT = introduction.c.recipient


def among(tx: Connection, recipients: Collection[str]) -> set[str]:
    """Those of these who have been."""
    query = select(RECIPIENT).where(RECIPIENT.in_(recipients))
    return set(tx.scalars(query)) if recipients else set()


def note(tx: Connection, recipients: Collection[str]) -> None:
    """These have been, from now on."""
    rows = [{"recipient": who} for who in sorted(recipients)]
    if rows:
        tx.execute(into(tx, introduction).on_conflict_do_nothing(), rows)


def withdraw(tx: Connection, recipients: Collection[str]) -> None:
    """These have not, after all."""
    tx.execute(delete(introduction).where(RECIPIENT.in_(recipients)))
