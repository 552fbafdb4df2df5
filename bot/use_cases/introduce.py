"""Who has yet to be told what this app is: the first message to anybody says so."""

from collections.abc import Collection

from sqlalchemy import Connection

from bot.store import introductions


def newcomers(tx: Connection, recipients: Collection[str]) -> set[str]:
    """Those of these people and channels whose first message the next one is."""
    return set(recipients) - introductions.among(tx, recipients)


def have_been_told(tx: Connection, recipients: Collection[str]) -> None:
    """The first message to these, with the introduction, is there."""
    introductions.note(tx, recipients)


def to_be_told_again(tx: Connection, recipients: Collection[str]) -> None:
    """The message that told these is about to be taken back."""
    introductions.withdraw(tx, recipients)
