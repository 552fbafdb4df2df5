"""Taking somebody out of a team: the question, who takes over, and what is said then."""

from collections.abc import Mapping, Sequence

from bot.content.catalogue import Words
from bot.content.text import mention, shorten
from bot.domain.edits import Part
from bot.domain.set_up import Data, SetUp
from bot.domain.team import LEADS
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import ref
from bot.views.setup.ref import LINE_FIELDS, NOBODY, Ref

HEIR = "heir."
NAMES_IN_LABEL = 200
NAME_IN_QUESTION = 80
"""Characters of names in a label, and of one in a question, which has 300."""


def button(words: Words, its: SetUp, entry: Data, about: Ref) -> Block:
    """The button, which asks before it does anything."""
    member = its.team.member(entry["person"])
    name = shorten(member.name if member else entry["person"], NAME_IN_QUESTION)
    question = ref.confirm(
        words.plain("setup.people.remove_title"),
        words.plain("setup.people.remove_text", person=name),
        words.plain("setup.people.remove_yes"),
        words.plain("setup.people.remove_no"),
    )
    label = words.plain("setup.people.remove")
    return parts.button(label, ref.REMOVE, str(about), "danger") | {"confirm": question}


def _heirs(words: Words, its: SetUp, name: str, without: set[str]) -> Sequence[tuple[str, str]]:
    roles = {LINE_FIELDS[name]} if name in LINE_FIELDS else LEADS
    there = [m for m in its.team.members if m.role in roles and m.id not in without]
    return [(NOBODY, words.plain("setup.people.nobody")), *((m.id, m.name) for m in there)]


def heirs(
    words: Words, its: SetUp, entry: Data, about: Ref, depend: Mapping[str, list[str]]
) -> View:
    """Who takes over whom this person supervises or covers for, before they are taken out."""
    names = {member.id: member.name for member in its.team.members}
    told = words("setup.people.heirs_text", person=mention(entry["person"]))
    blocks = [parts.section(told)]
    for name, people in depend.items():
        whose = shorten(words.listed([names[each] for each in people]), NAMES_IN_LABEL)
        label = words.plain(f"setup.people.heirs_{name}", people=whose)
        choices = _heirs(words, its, name, {entry["person"], *(people if len(people) == 1 else ())})
        blocks.append(inputs.one_of(HEIR + name, label, choices, NOBODY, optional=False))
    return parts.modal(
        words,
        ref.HEIRS,
        words.plain("setup.people.heirs_title"),
        blocks,
        submit=words.plain("setup.people.remove_yes"),
        close=words.plain("setup.people.remove_no"),
        private_metadata=str(about),
    )


def parse_heirs(view: View) -> Part:
    """Who goes, and who takes over what."""
    found = parts.state(view)
    after = {name.removeprefix(HEIR): who for name, who in found.items() if who != NOBODY}
    return Part(ref.read(view["private_metadata"]).seen, after)


def removed(words: Words, person: str) -> View:
    """What takes the form's place."""
    told = parts.section(words("setup.people.removed", person=mention(person)))
    return parts.modal(words, ref.SHOWN, words.plain("setup.people.removed_title"), [told])
