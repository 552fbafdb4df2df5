"""Agenda items, on both databases."""

from bot.store import agenda
from bot.store.database import Database


def test_a_person_finds_their_own_items_in_the_order_they_wrote_them(database: Database) -> None:
    for person, sealed in (("U1", b"b"), ("U2", b"x"), ("U1", b"a")):
        database.now(agenda.add, person, sealed)
    assert [sealed for _, sealed in database.now(agenda.of_person, "U1")] == [b"b", b"a"]
    assert [sealed for _, sealed in database.now(agenda.of_person, "U2")] == [b"x"]
    assert database.now(agenda.of_person, "U3") == []


def test_an_item_is_removed_by_its_owner_only(database: Database) -> None:
    database.now(agenda.add, "U1", b"mine")
    ((item, _),) = database.now(agenda.of_person, "U1")
    assert not database.now(agenda.remove, "U2", item)
    assert not database.now(agenda.remove, "U1", item + 1)
    assert database.now(agenda.remove, "U1", item)
    assert not database.now(agenda.remove, "U1", item)
    assert database.now(agenda.of_person, "U1") == []
