"""The form in which those who lead a team say what was done, and what it sends back."""

from bot.content.catalogue import Words
from bot.domain.results import LONGEST, Telling, Word
from bot.views import inputs, parts, results
from bot.views.parts import View

KEEP = "results.keep"
WHAT = "what"


def form(words: Words, one: Telling) -> View:
    """With what the team has said so far."""
    title = one.template.of(words.language).title
    label, hint = (words.plain(f"results.form.{name}") for name in ("what", "hint"))
    what = inputs.text(WHAT, label, one.said, LONGEST, hint=hint)
    return parts.modal(
        words,
        KEEP,
        words.plain("results.form.title"),
        [parts.section(words("results.form.intro", title=title, team=one.name)), what],
        private_metadata=results.value(one.round, one.team),
        submit=words.plain("results.form.submit"),
        close=words.plain("results.form.close"),
    )


def parse(view: View) -> Word:
    """What was written, and about which round by which team."""
    said = parts.state(view)[WHAT] or ""
    return Word(*results.about(view["private_metadata"]), said.strip())


def faults(words: Words, word: Word) -> dict[str, str]:
    """What to put right before it can be kept, by the block where it stands."""
    if len(word.text) <= LONGEST:
        return {}
    return {WHAT: words.plain("results.form.too_long", most=LONGEST)}
