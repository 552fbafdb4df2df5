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
    persons = {who for who in recipients if is_direct(who)}
    channels = set(recipients) - persons
    return (persons - people.introduced(tx, persons)) | (channels - messages.known_to(tx, channels))


def have_been_told(tx: Connection, recipients: Collection[str]) -> None:
    """The first message to these, with the introduction, is there."""
    persons = {who for who in recipients if is_direct(who)}
    people.note_introduced(tx, persons - people.introduced(tx, persons))
