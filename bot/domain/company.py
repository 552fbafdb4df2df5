"""Debriefing with somebody: the question, its answer, and the word where none has come."""

from datetime import datetime, timedelta

from bot.domain.prompts import Kind, Prompt

PATIENCE = timedelta(minutes=5)
"""How long a question waits for its answer: half of the ten minutes that most teams have before
their shift ends, so that there is time for another way. Our own measure."""

AN_HOUR = timedelta(hours=1)
"""What the asker is told is of no use any later."""


def question(asker: str, asked: str, now: datetime) -> list[Prompt]:
    """What is planned as somebody asks: the question, and the word for when no answer has come.

    Both in any case, whatever is known of who is asked: somebody who is quiet, somebody who is
    busy and somebody who has not looked are the same to the asker, in words and in time.
    """
    until = now + PATIENCE
    ask = Prompt(Kind.COMPANY_ASK, asked, now, until, None, {"from": asker})
    about = {"from": asked}
    return [ask, Prompt(Kind.COMPANY_UNANSWERED, asker, until, until + AN_HOUR, None, about)]


def reply(asker: str, asked: str, answer: str, now: datetime) -> Prompt:
    """What `asked` said: "yes" or "no"."""
    about = {"from": asked, "answer": answer}
    return Prompt(Kind.COMPANY_REPLY, asker, now, now + AN_HOUR, None, about)
