"""The language of the command line: its own sentences are English."""

from bot.content import catalogue

ENGLISH = catalogue.load().of("en")
