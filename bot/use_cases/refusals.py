"""From the mistakes that a check found to what a form tells."""

from collections.abc import Mapping
from contextlib import suppress

from bot.domain.edits import Edited
from bot.domain.set_up import Data, Fault, Refused
from bot.team_file.check import Wrong
from bot.team_file.directory import PERSON_ID, Directory, NotFoundError
from bot.team_file.problems import Problem
from bot.team_file.slack_trouble import FAILURES
from bot.team_file.values import shown

STRANGERS = 5
"""People outside the team whose names are asked for, for the sake of one sentence."""

Names = Mapping[str, str]


async def with_strangers(known: Names, found: Wrong, directory: Directory) -> dict[str, str]:
    """What people are called whom a mistake names, also those who are not in the team."""
    names = dict(known)
    told = " ".join(problem.message for problem in found.problems)
    strangers = sorted(set(PERSON_ID.findall(told)) - names.keys())[:STRANGERS]
    for stranger in strangers:
        with suppress(NotFoundError, *FAILURES):
            names[stranger] = (await directory.person(stranger)).name
    return names


def refused(found: Wrong, edited: Edited, names: Names) -> Refused:
    """Each mistake once, with the field that it is about if the form was about that."""
    faults = [_fault(problem, edited, names) for problem in found.problems]
    if found.trouble:
        faults.append(Fault(None, "", str(found.trouble)))
    return Refused(tuple(dict.fromkeys(faults)))


def with_names(phrase: str, names: Names) -> str:
    """The phrase as a file's reader has it, with names in the place of ids."""
    for person, name in names.items():
        phrase = phrase.replace(repr(person), shown(name))
    return phrase


def _fault(problem: Problem, edited: Edited, names: Names) -> Fault:
    phrase = with_names(problem.message, names)
    field = edited.field(problem.path)
    return Fault(field, "" if field else _about(problem, edited.data, names), phrase)


def _about(problem: Problem, data: Data, names: Names) -> str:
    """Whom or what another entry of a list is about."""
    match problem.path:
        case (str(section), int(index), *_):
            entry = data[section][index]
            person = entry.get("person", "")
            return names.get(person, person) or str(entry.get("name", ""))
    return ""
