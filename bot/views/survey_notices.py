"""What is sent about a survey after its invitation: the same words for everyone."""

from bot.content.catalogue import Words
from bot.domain.release import MAX_OPEN
from bot.domain.survey import Round
from bot.views import parts, survey
from bot.views.parts import Message


def reminder(words: Words, team: str, found: Round, timezone: str) -> Message:
    """One, a day before the close, whether its reader has answered or not."""
    closes = survey.closes(words, found.closes_at, timezone)
    title = words.plain("survey.reminder.title")
    told = words(
        "survey.reminder.text",
        team=team,
        title=found.template.of(words.language).title,
        closes=closes,
    )
    return _message(words, title, told, found)


def held(words: Words, team: str, found: Round, timezone: str) -> Message:
    """That it stays open, until when, and for how long at most."""
    closes = survey.closes(words, found.closes_at, timezone)
    last = words.day_and_time(found.opened_at + MAX_OPEN, timezone)
    title = words.plain("survey.held.title")
    about = {
        "team": team,
        "title": found.template.of(words.language).title,
        "closes": closes,
        "last": last,
    }
    return _message(words, title, words("survey.held.text", **about), found)


def ended(words: Words, team: str, found: Round) -> Message:
    """That it ended `unread` or `void`."""
    title = words.plain("survey.ended.title")
    told = words(
        f"survey.ended.{found.state}", team=team, title=found.template.of(words.language).title
    )
    return Message(f"{title}\n{told}", [parts.header(title), parts.section(told)])


def _message(words: Words, title: str, told: str, found: Round) -> Message:
    button = parts.button(words.plain("survey.invitation.button"), survey.OPEN, found.id)
    blocks = [parts.header(title), parts.section(told), parts.actions("survey", button)]
    return Message(f"{title}\n{told}", blocks)
