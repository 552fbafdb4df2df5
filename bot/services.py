"""What listeners and schedules work with, handed to them by the wiring."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from bot.clock import Clock, Steady, steady
from bot.content.catalogue import Words
from bot.content.languages import Languages
from bot.content.templates import Templates
from bot.domain.retention import Retention
from bot.seal.forgotten import Forgotten
from bot.seal.keys import RoundKeys
from bot.seal.slots import Sealer
from bot.seal.vault import Vault
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that outlives a request. `woken` is set when there is something new to deliver.

    `clock` tells the hour, and may be set; `steady` tells whether it was.
    """

    db: Database
    clock: Clock
    languages: Languages
    templates: Templates
    keys: RoundKeys
    sealer: Sealer
    vault: Vault
    forgotten: Forgotten
    random: Random
    retention: Retention = field(default_factory=Retention)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    steady: Steady = steady

    def words_for(self, reader: str | None) -> Words:
        """The words for a person in the language they chose, or for a channel."""
        return self.languages.words_for(reader)
