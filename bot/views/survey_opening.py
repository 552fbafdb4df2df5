"""Opening a survey by hand: the form, what it sends back, and what is said afterwards."""

from collections.abc import Sequence

from bot.content.catalogue import Words
from bot.domain.group import Group
from bot.domain.release import MIN_INVITED
from bot.domain.rounds import LONGEST_DAYS, usual_days
from bot.domain.survey import Round, Template
from bot.views import parts, survey
from bot.views.parts import OPTIONS, Block, View

OFFER = "survey.offer"
START = "survey.start"
GROUP = "group"
TEMPLATE = "template"
DAYS = "days"


def form(words: Words, groups: Sequence[Group], templates: Sequence[Template]) -> View:
    """For whom, which survey, for how long; what the first group usually has is filled in."""
    first = groups[0]
    blocks = [
        parts.section(words("survey.opening.intro")),
        _one_of(
            words,
            GROUP,
            [parts.option(names(words, group), group.key) for group in groups[:OPTIONS]],
        ),
        _one_of(words, TEMPLATE, *_templates(words, first, templates)),
        _one_of(words, DAYS, *_days(words, first)),
    ]
    return parts.modal(
        words,
        START,
        words.plain("survey.opening.title"),
        blocks,
        submit=words.plain("survey.opening.submit"),
        close=words.plain("survey.opening.close"),
    )


def parse(view: View) -> tuple[str, str, int]:
    """The group's key, the template's key, and the days."""
    found = parts.state(view)
    return found[GROUP], found[TEMPLATE], int(found[DAYS])


def names(words: Words, group: Group) -> str:
    """The names of a group's teams as a phrase."""
    return words.listed([team.name for team in group.teams])


def opened(words: Words, team: str, made: Round, timezone: str) -> View:
    """What takes the form's place."""
    until = survey.closes(words, made.closes_at, timezone)
    told = words(
        "survey.opened.text", title=made.template.of(words.language).title, team=team, closes=until
    )
    return parts.modal(words, START, words.plain("survey.opened.title"), [parts.section(told)])


def refused(words: Words, reason: str) -> View:
    """Why nothing was opened, and what to do instead: `NotOpened` names the reasons."""
    told = parts.section(words(f"survey.not_opened.{reason}", least=MIN_INVITED))
    return parts.modal(words, START, words.plain("survey.not_opened.title"), [told])


def _templates(
    words: Words, group: Group, templates: Sequence[Template]
) -> tuple[list[Block], int]:
    told = [template.of(words.language) for template in templates[:OPTIONS]]
    options = [parts.option(template.title, template.key) for template in told]
    usual = group.survey.template if group.survey else ""
    return options, next((n for n, one in enumerate(templates) if one.key == usual), 0)


def _days(words: Words, group: Group) -> tuple[list[Block], int]:
    several = [words.plain("survey.opening.more_days", days=n) for n in range(2, LONGEST_DAYS + 1)]
    told = [words.plain("survey.opening.one_day"), *several]
    return [parts.option(text, str(n)) for n, text in enumerate(told, 1)], usual_days(group) - 1


def _one_of(words: Words, name: str, options: list[Block], initial: int = 0) -> Block:
    label = words.plain(f"survey.opening.{name}")
    return parts.select(name, label, options, optional=False, initial=options[initial])
