"""What the lists and forms of the set-up have around what they are about."""

from collections.abc import Callable, Sequence

from bot.content.catalogue import Words
from bot.domain.set_up import Data, SetUp, mark
from bot.views import parts
from bot.views.parts import Block, View
from bot.views.setup import ref
from bot.views.setup.ref import Ref

NAMES = {ref.MEMBERS: "people", ref.SHIFTS: "shifts", ref.CHECK_INS: "check_ins"}
"""What the words of each list are under."""


def listed(
    words: Words, its: SetUp, about: Ref, told: Callable[[Data], str], above: Sequence[Block] = ()
) -> View:
    """The way to add an entry, a page of them as `told` says each, and the ways to other pages."""
    name, every = NAMES[about.part], its.data.get(about.part, [])
    shown = every[about.page * ref.PAGE : (about.page + 1) * ref.PAGE]
    add = parts.button(words.plain(f"setup.{name}.add"), ref.ADD, str(about), "primary")
    blocks = [
        *above,
        parts.actions("add", add),
        *([] if every else [parts.section(words(f"setup.{name}.none"))]),
        *(_line(words, about, entry, told(entry)) for entry in shown),
        *ref.pages(words, about, len(every), ref.PART),
    ]
    title = words.plain(f"setup.{name}.title")
    return parts.modal(words, ref.SHOWN, title, blocks, private_metadata=str(about))


def _line(words: Words, about: Ref, entry: Data, told: str) -> Block:
    """With the button that opens the entry as it is shown here."""
    there = Ref(about.team, about.part, mark(entry), about.page)
    edit = parts.button(words.plain(f"setup.{NAMES[about.part]}.edit"), ref.EDIT, str(there))
    return parts.section(told) | {"accessory": edit}


def form(words: Words, title: str, about: Ref, blocks: list[Block], **more: str) -> View:
    """What is filled in and sent: an entry of a list, unless `callback` names another form."""
    return parts.modal(
        words,
        more.get("callback", ref.ENTRY),
        title,
        blocks,
        submit=more.get("submit") or words.plain("setup.form.submit"),
        close=words.plain("setup.form.close"),
        private_metadata=str(about),
    )


def buttons(words: Words, about: Ref, *, wide: bool) -> list[Block]:
    """Under a form: the way to what only few need, and out with the entry, if it is one."""
    name = NAMES[about.part]
    more = parts.button(words.plain(f"setup.{name}.more"), ref.MORE, str(about))
    shown = [*([] if wide else [more]), *([_remove(words, name, about)] if about.seen else [])]
    return [parts.actions("entry", *shown)] if shown else []


def _remove(words: Words, name: str, about: Ref) -> Block:
    question = ref.confirm(
        words.plain(f"setup.{name}.remove_title"),
        words.plain(f"setup.{name}.remove_text"),
        words.plain(f"setup.{name}.remove_yes"),
        words.plain(f"setup.{name}.remove_no"),
    )
    label = words.plain(f"setup.{name}.remove")
    return parts.button(label, ref.REMOVE, str(about), "danger") | {"confirm": question}


def removed(words: Words, part: str) -> View:
    """What takes the form's place once the entry is gone."""
    told = parts.section(words(f"setup.{NAMES[part]}.removed"))
    title = words.plain(f"setup.{NAMES[part]}.removed_title")
    return parts.modal(words, ref.SHOWN, title, [told])
