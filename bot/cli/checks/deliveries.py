"""Which prompts of the last days did not surely arrive, and what to do: never what they said."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.cli.checks.finding import Finding
from bot.cli.english import ENGLISH
from bot.content.text import city
from bot.domain.prompts import State
from bot.domain.undelivered import LATELY, Missed
from bot.store import undelivered

SHOWN = 20
"""Lines about channels; the rest is counted."""

INVITE = "write /invite @Holdspace there, or correct the channel in the team file"
REINSTALL = "install the app again and correct SLACK_BOT_TOKEN"
GONE = "that account is gone; take it out of the team file"

TO_DO = {
    "not_in_channel": INVITE,
    "channel_not_found": INVITE,
    "is_archived": "take it out of the archive, or name another channel in the team file",
    "account_inactive": REINSTALL,
    "invalid_auth": REINSTALL,
    "not_authed": REINSTALL,
    "token_expired": REINSTALL,
    "token_revoked": REINSTALL,
    "missing_scope": "take over app_manifest.yml in the app's settings, then reinstall",
    "messages_tab_disabled": 'turn on the "Messages Tab" under "App Home" in the app\'s settings',
    "user_disabled": GONE,
    "user_not_found": GONE,
    "cannot_dm_bot": GONE,
}
UNSURE = "Slack never said whether it took it, so it was not sent twice; look in the channel"
UNSEEN = "Slack never said whether it took them; ask the team whether something is missing"


def deliveries(tx: Connection, now: datetime) -> list[Finding]:
    """A line for each prompt in a channel, and one for DMs of each outcome, whoever had them."""
    since = now - LATELY
    channels = undelivered.in_channels(tx, since)
    found = [_channel(missed) for missed in channels[:SHOWN]]
    if len(channels) > SHOWN:
        found.append(Finding("prompts in channels", f"and {len(channels) - SHOWN} older ones"))
    return [*found, *_direct(tx, since)] or [Finding("prompts of the last seven days")]


def _channel(missed: Missed) -> Finding:
    when = f"{ENGLISH.day_and_time(missed.due_at, missed.timezone)} ({city(missed.timezone)} time)"
    what = f"{missed.team}, {missed.kind} of {when} in {missed.channel}"
    return Finding(what, UNSURE if missed.state is State.UNKNOWN else _refused(missed.trouble))


def _direct(tx: Connection, since: datetime) -> Iterator[Finding]:
    for state, trouble, many, last in undelivered.direct_by_trouble(tx, since):
        when = f"{ENGLISH.day_and_time(last, 'UTC')} UTC"
        what = f"{many} to single people in the last seven days, the latest of {when}"
        yield Finding(what, UNSEEN if state is State.UNKNOWN else _refused(trouble))


def _refused(trouble: str | None) -> str:
    if trouble is None:
        return "could not be sent; the log says why"
    advice = TO_DO.get(trouble, "the log has its number, to ask for help with")
    return f"Slack refused with {trouble}; {advice}"
