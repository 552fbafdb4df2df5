"""Word the note that something was done about a survey."""

from sqlalchemy import Connection

from bot.content.catalogue import Words
from bot.domain.prompts import Prompt
from bot.store import done, rounds, teams
from bot.views import results
from bot.views.parts import Message


def compose_done(tx: Connection, words: Words, prompt: Prompt) -> Message | None:
    """The same for everybody who was invited and still is in a team that was asked.

    None where what was said has been taken back.
    """
    round_id = prompt.subject["round"]
    found = rounds.find(tx, round_id)
    if found is None or not done.of_rounds(tx, [round_id])[round_id]:
        return None
    asked = teams.several(tx, found.teams)
    if not any(team.member(prompt.recipient) for team in asked):
        return None
    names = words.listed([team.name for team in asked])
    return results.notice(words, names, found.template.of(words.language).title)
