"""What is wrong with a form that was sent, each under the input that it is about."""

from collections.abc import Mapping

from bot.content.catalogue import Words
from bot.content.text import escape, shorten
from bot.domain.set_up import Fault, Path, Refused
from bot.views.parts import View

INSTEAD: Mapping[str, tuple[str, ...]] = {
    "rrule": ("weeks", "days"),
    "onboarding_rrule": ("onboarding",),
    "team.key": ("team.name",),
}
"""Which input says it, where the form has none of the name itself."""

MOST = 3
"""Mistakes that are told under one input."""

LENGTH = 300
NAME = 80
"""Characters of a phrase, and of the name of whom it is about."""


def errors(words: Words, view: View, why: Refused) -> dict[str, str]:
    """By input; what is about no input of this form goes under its first."""
    labels = {
        block["block_id"]: block["label"]["text"]
        for block in view["blocks"]
        if block["type"] == "input"
    }
    first = next(iter(labels))
    if why.obstacle:
        return {first: words.plain(f"setup.refused.{why.obstacle}")}
    told: dict[str, list[str]] = {}
    for fault in why.faults:
        block = _block(fault.field or (), labels)
        label = labels[block] if block else ""
        told.setdefault(block or first, []).append(sentence(words, fault, label))
    return {name: " ".join(lines[:MOST]) for name, lines in told.items()}


def sentences(words: Words, why: Refused) -> list[str]:
    """The same where there is no form to say it in."""
    if why.obstacle:
        return [words(f"setup.refused.{why.obstacle}")]
    return [escape(sentence(words, fault)) for fault in why.faults[:MOST]]


def sentence(words: Words, fault: Fault, label: str = "") -> str:
    """The phrase after what it is about, as a file's reader finds it after the key."""
    phrase = shorten(words.told(fault.saying).rstrip("."), LENGTH)
    if fault.about:
        name = shorten(fault.about, NAME)
        return words.plain("setup.refused.about", name=name, phrase=phrase)
    if label and phrase[:1].isalpha():
        return words.plain("setup.refused.labelled", label=label, phrase=phrase)
    return words.plain("setup.refused.plain", phrase=phrase)


def _block(field: Path, labels: Mapping[str, str]) -> str | None:
    """The input of this place, or of the nearest around it."""
    for length in range(len(field), 0, -1):
        name = ".".join(map(str, field[:length]))
        for candidate in (name, *INSTEAD.get(name, ())):
            if candidate in labels:
                return candidate
    return None
