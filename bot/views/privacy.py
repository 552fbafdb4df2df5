"""The privacy page: what is promised, what is not, who sees what, what is stored, where to turn."""

from collections.abc import Sequence

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, escape
from bot.domain.team import Team
from bot.views import parts
from bot.views.parts import Block, View

OPEN = "privacy.open"
PARTS = ("promise", "limits", "who", "stored")


def page(words: Words, teams: Sequence[Team]) -> View:
    """The same for everybody, but for where the reader's own teams say to turn."""
    blocks: list[Block] = []
    for part in PARTS:
        blocks += [parts.header(words.plain(f"privacy.{part}.heading"))]
        blocks += parts.paragraphs(words(f"privacy.{part}.text"))
    blocks += [parts.header(words.plain("privacy.danger.heading"))]
    blocks += parts.paragraphs(words("privacy.danger.text", routes=_routes(words, teams)))
    return parts.modal(words, "privacy", words.plain("privacy.title"), blocks)


def _routes(words: Words, teams: Sequence[Team]) -> Mrkdwn:
    """Each way that the teams name, with the team where they name several; else the usual one."""
    named = {team.danger_route: team.name for team in teams if team.danger_route}
    if not named:
        return Mrkdwn(words("privacy.danger.default"))
    if len(named) == 1:
        return Mrkdwn(escape(*named))
    lines = [words("privacy.danger.of_team", team=name, route=r) for r, name in named.items()]
    return Mrkdwn("\n" + "\n".join(lines))
