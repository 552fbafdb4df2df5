"""The debrief's form, and the parser of what it sends back."""

import json
from collections.abc import Collection

from bot.content.catalogue import Words
from bot.content.text import mention
from bot.domain.reflection import QUESTIONS, Destination, Reflection
from bot.domain.team import Team
from bot.views.parts import (
    Block,
    Message,
    View,
    choice,
    context,
    modal,
    option,
    paragraphs,
    quote,
    section,
    select,
    state,
    writing,
)

FORM = "debrief.form"
TEAM = "team"
WHERE = "where"
FIRST = QUESTIONS[0]


def form(words: Words, teams: list[Team], team: str = "", thread: str = "") -> View:
    """Four optional questions, and the choice of where the answers go.

    Args:
        words: the catalogue.
        teams: the writer's teams; somebody in none can keep what they write.
        team: the team whose prompt was pressed, if one was.
        thread: the ts of that prompt, when it stands in the team's channel.
    """
    blocks = [context(words("debrief.form.intro" if teams else "debrief.team.none"))]
    blocks += [_question(words, name) for name in QUESTIONS]
    if len(teams) > 1 and not team:
        blocks.append(select(TEAM, words("debrief.form.team"), _teams(teams), optional=False))
    blocks.append(_where(words, anywhere=bool(teams)))
    only = teams[0].key if len(teams) == 1 else ""
    return modal(
        words,
        FORM,
        words("debrief.form.title"),
        blocks,
        submit=words("debrief.form.submit"),
        close=words("debrief.form.close"),
        private_metadata=json.dumps({"team": team or only, "thread": thread}),
    )


def parse(view: View) -> Reflection:
    """What was written: blank answers are left out."""
    found = state(view)
    place = json.loads(view["private_metadata"])
    answers = [(name, (found.get(name) or "").strip()) for name in QUESTIONS]
    return Reflection(
        tuple((name, text) for name, text in answers if text),
        Destination(found[WHERE]),
        found.get(TEAM) or place["team"],
        place["thread"],
    )


def done(
    words: Words, destination: Destination, suggestion: str, before: Collection[Destination] = ()
) -> View:
    """What stands in the form's place afterwards: where it went, and something for the way home.

    `before` is where it was for a while as it was sent first.
    """
    blocks = [section(words(f"debrief.done.{destination}"))]
    if before:
        read = Destination.SHARE in before
        key = "debrief.done.before_shared" if read else "debrief.done.before"
        blocks.append(section(words(key)))
    blocks.append(section(words("debrief.done.way_home", suggestion=suggestion)))
    return modal(words, "debrief.done", words("debrief.done.title"), blocks)


def kept(words: Words, reflection: Reflection) -> Message:
    """The writer's own copy."""
    return _message(words, words("debrief.kept.text"), reflection)


def shared(words: Words, reflection: Reflection, person: str) -> Message:
    """For the team's channel."""
    return _message(words, words("debrief.shared.text", person=mention(person)), reflection)


def as_text(words: Words, reflection: Reflection) -> str:
    """The reflection alone, as mark-up."""
    return "\n\n".join(_answer(words, name, text) for name, text in reflection.answers)


def _message(words: Words, opening: str, reflection: Reflection) -> Message:
    blocks = [section(opening)]
    for name, text in reflection.answers:
        blocks += paragraphs(_answer(words, name, text))
    return Message(f"{opening}\n\n{as_text(words, reflection)}", blocks)


def _answer(words: Words, name: str, text: str) -> str:
    return f"*{words(f'debrief.form.{name}')}*\n{quote(text)}"


def _question(words: Words, name: str) -> Block:
    hint = words("debrief.form.values_hint") if name == "values" else None
    return writing(name, words(f"debrief.form.{name}"), hint=hint)


def _teams(teams: list[Team]) -> list[Block]:
    return [option(team.name, team.key) for team in teams]


def _where(words: Words, *, anywhere: bool) -> Block:
    offered = Destination if anywhere else [Destination.KEEP]
    options = [option(words(f"debrief.where.{place}"), place) for place in offered]
    label = words("debrief.form.where")
    return choice(WHERE, label, options, initial=options[0], optional=False)
