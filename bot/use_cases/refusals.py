"""From the mistakes that a check found to what a form tells."""

from collections.abc import Mapping
from contextlib import suppress

from bot.domain.edits import Edited
from bot.domain.set_up import Data, Fault, Refused
from bot.team_file.check import Wrong
from bot.team_file.directory import PERSON_ID, Directory, NotFoundError
from bot.team_file.problems import Problem
from bot.team_file.slack_trouble import FAILURES

STRANGERS = 5
"""People outside the team whose names are asked for, for the sake of one sentence."""

Names = Mapping[str, str]


async def with_strangers(known: Names, found: Wrong, directory: Directory) -> dict[str, str]:
    """What people are called whom a mistake names, also those who are not in the team."""
    names = dict(known)
    told = {text for problem in found.problems for text in problem.saying.quoted()}
    strangers = sorted(set(filter(PERSON_ID.fullmatch, told)) - names.keys())
    for stranger in strangers[:STRANGERS]:
        with suppress(NotFoundError, *FAILURES):
            names[stranger] = (await directory.person(stranger)).name
    return names


def refused(found: Wrong, edited: Edited, names: Names) -> Refused:
    """Each mistake once, with the field that it is about if the form was about that."""
    faults = [_fault(problem, edited, names) for problem in found.problems]
    if found.trouble:
        faults.append(Fault(None, "", found.trouble.saying))
    return Refused(tuple(dict.fromkeys(faults)))


def _fault(problem: Problem, edited: Edited, names: Names) -> Fault:
    field = edited.field(problem.path)
    about = "" if field else _about(problem, edited.data, names)
    return Fault(field, about, problem.saying.with_names(names))


def _about(problem: Problem, data: Data, names: Names) -> str:
    """Whom or what another entry of a list is about."""
    match problem.path:
        case (str(section), int(index), *_):
            entry = data[section][index]
            person = entry.get("person", "")
            return names.get(person, person) or str(entry.get("name", ""))
    return ""
