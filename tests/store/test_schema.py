from bot.store import schema
from bot.store.database import Database


def test_the_migrations_make_exactly_the_tables_that_the_code_expects(database: Database) -> None:
    database.now(schema.check)


def test_starting_again_on_a_migrated_database_changes_nothing(database: Database) -> None:
    database.now(schema.upgrade)
    database.now(schema.check)
