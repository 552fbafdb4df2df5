"""A coordinator's view of what may not have arrived: never what it said, never whose."""

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn
from bot.domain.prompts import Kind, State
from bot.domain.undelivered import Missed, Undelivered
from bot.views.parts import Block, context, divider, header, section

SHOWN = 5

WHY = {
    "not_in_channel": "undelivered.why.invite",
    "channel_not_found": "undelivered.why.invite",
    "is_archived": "undelivered.why.archived",
}


def on_home(words: Words, found: Undelivered) -> list[Block]:
    """The part of the Home tab; nothing at all where all went well."""
    lines = [_missed(words, one) for one in found.in_channels[:SHOWN]]
    older = len(found.in_channels) - SHOWN
    if older > 0:
        lines.append(words("undelivered.more", count=older))
    if found.direct == 1:
        lines.append(words("undelivered.direct.one"))
    elif found.direct:
        lines.append(words("undelivered.direct.some", count=found.direct))
    if not lines:
        return []
    return [
        divider(),
        header(words.plain("undelivered.heading")),
        section("\n".join(lines)),
        context(words("undelivered.note")),
    ]


def _missed(words: Words, one: Missed) -> str:
    debrief = one.kind is Kind.DEBRIEF
    return words(
        "undelivered.missed",
        when=words.day_and_time(one.due_at, one.timezone),
        channel=Mrkdwn(f"<#{one.channel}>"),
        what=Mrkdwn(words("undelivered.what.debrief" if debrief else "undelivered.what.message")),
        why=Mrkdwn(_why(words, one)),
    )


def _why(words: Words, one: Missed) -> str:
    if one.state is State.UNKNOWN:
        return words("undelivered.why.unknown")
    return words(WHY.get(one.trouble or "", "undelivered.why.other"))
