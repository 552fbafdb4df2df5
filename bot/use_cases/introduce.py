"""Who has yet to be told what this app is: the first message to anybody says so."""

from collections.abc import Collection

from sqlalchemy import Connection

from bot.domain.attempt import is_direct
from bot.store import messages, people


def newcomers(tx: Connection, recipients: Collection[str]) -> set[str]:
    """Those of these whose first message the next one is.

    A person has a mark, which goes with all else that is known of them. A channel has none: what
    was sent there is looked up, as far back as that is kept.
    """
    channels = {who for who in recipients if not is_direct(who)}
    return strangers(tx, recipients) | (channels - messages.known_to(tx, channels))


def strangers(tx: Connection, recipients: Collection[str]) -> set[str]:
    """The people among these who have not been told what this app is."""
    persons = {who for who in recipients if is_direct(who)}
    return persons - people.introduced(tx, persons)


def have_been_told(tx: Connection, recipients: Collection[str]) -> None:
    """The first message to these, with the introduction, is there."""
    people.note_introduced(tx, {who for who in recipients if is_direct(who)})
