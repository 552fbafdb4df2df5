"""The invitation to debrief before a shift ends, and what becomes of it."""

from bot.content.catalogue import Words
from bot.content.text import city
from bot.domain.debrief import Leaving
from bot.views.parts import Block, Message, actions, button, context, header, section

OPEN = "debrief.open"
HELD = "debrief.held"
COMPANY = "debrief.company"
NOT_TODAY = "debrief.not_today"


def prompt(words: Words, leaving: Leaving, home: str, *, together: bool, company: bool) -> Message:
    """In the channel for those who leave `together`, in a direct message for one who leaves alone.

    It is as it was planned also where only one of several still leaves. Where the shift keeps
    another time than the team's `home` time zone, the prompt says which. Company is offered where
    there is somebody at work who can be asked.
    """
    text = words(
        "debrief.prompt.together" if together else "debrief.prompt.alone",
        people=words.mentions(leaving.people),
        time=words.time(leaving.ends, leaving.timezone),
        place="" if leaving.timezone == home else _place(words, leaving.timezone),
    )
    if company and not together:
        text += f" {words('debrief.prompt.company')}"
    small_print = words("debrief.prompt.small_print")
    blocks = [
        header(words.plain("debrief.prompt.heading")),
        section(text),
        actions("debrief", *_buttons(words, leaving.team, held=together, company=company)),
        context(small_print),
    ]
    return Message(f"{text} {small_print}", blocks)


def _buttons(words: Words, team: str, *, held: bool, company: bool) -> list[Block]:
    """Only a team says that it has debriefed: what one person does is not noted."""
    buttons = [button(words.plain("debrief.button.write"), OPEN, team, "primary")]
    if held:
        buttons.append(button(words.plain("debrief.button.held"), HELD, team))
    if company:
        buttons.append(button(words.plain("debrief.button.company"), COMPANY, team))
    return [*buttons, button(words.plain("debrief.button.not_today"), NOT_TODAY, team)]


def _place(words: Words, timezone: str) -> str:
    return f" {words('debrief.prompt.place', city=city(timezone))}"


def held(words: Words, original: Block) -> Message:
    """The prompt once the team has debriefed: still there above its thread, without the buttons."""
    told = words("debrief.after.held")
    kept = [block for block in original["blocks"] if block["type"] in {"header", "section"}]
    return Message(f"{original['text']} {told}", [*kept, context(told)])


def not_today(words: Words) -> Message:
    """The answer to a no."""
    text = words("debrief.after.not_today")
    return Message(text, [section(text)])
