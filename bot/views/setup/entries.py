"""The lists of a team's set-up, whichever they are: people, shifts, rhythms of check-ins."""

from datetime import date

from bot.content.catalogue import Words
from bot.domain.edits import Add, Change
from bot.domain.set_up import Refused, SetUp, find
from bot.views import parts
from bot.views.parts import View
from bot.views.setup import check_ins, faults, frames, leaving, people, ref, shifts
from bot.views.setup.ref import Ref


def listed(words: Words, its: SetUp, part: str, page: int) -> View:
    """One of the lists."""
    views = {ref.MEMBERS: people.listed, ref.SHIFTS: shifts.listed}
    return views.get(part, check_ins.listed)(words, its, page)


def form(words: Words, its: SetUp, about: Ref, today: date, *, wide: bool = False) -> View | None:
    """The form of a new entry, or of one as it was seen; None where that is no longer there."""
    entry = find(its.data, about.part, about.seen) if about.seen else None
    if about.seen and entry is None:
        return None
    if about.part == ref.SHIFTS:
        return shifts.form(words, its, entry, about.page, wide=wide)
    if about.part == ref.CHECK_INS:
        return check_ins.form(words, its, entry, about.page, today, wide=wide)
    return people.form(words, its, entry, about.page) if entry else people.adding(words, its, about)


def parse(view: View) -> Add | Change:
    """What was sent."""
    parsers = {ref.MEMBERS: people.parse, ref.SHIFTS: shifts.parse}
    return parsers.get(ref.read(view["private_metadata"]).part, check_ins.parse)(view)


def removed(words: Words, part: str, person: str) -> View:
    """What takes the place of the form of an entry that is gone."""
    if part == ref.MEMBERS:
        return leaving.removed(words, person)
    return frames.removed(words, part)


def refused(words: Words, why: Refused) -> View:
    """The same where there is no form to say it in."""
    told = faults.sentences(words, why)
    shown = [parts.section(each) for each in told]
    return parts.modal(words, ref.SHOWN, words.plain("setup.refused.title"), shown)
