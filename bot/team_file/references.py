"""What one part of a team file says of another: people, their roles, the survey."""

from collections.abc import Collection, Iterator
from typing import Any

from bot.content.toml_lines import Path
from bot.domain.saying import says
from bot.domain.team import LEADS, READS_DIGEST, Role
from bot.team_file.directory import PERSON_ID
from bot.team_file.problems import ALL, Problem, texts
from bot.team_file.roles import called
from bot.team_file.values import did_you_mean, shown

SUPERVISORS = {"supervisor": Role.SUPERVISOR, "peer_supervisor": Role.PEER_SUPERVISOR}
WITH_PEOPLE = ("shifts", "check_ins")
"""The lists whose entries name people."""


def same(reference: str) -> str:
    """How a person is compared: small letters and blanks around make no other person."""
    return reference.strip().casefold()


def problems(data: dict[str, Any], templates: Collection[str]) -> Iterator[Problem]:
    """Each reference that leads nowhere, and each that is there twice."""
    yield from _twice(texts(data, "members", ALL, "person"))
    for section in WITH_PEOPLE:
        for index, _ in enumerate(data[section] if isinstance(data.get(section), list) else []):
            yield from _twice(texts(data, section, index, "people", ALL))
    yield from _unknown_people(data)
    yield from _supervisors(data)
    yield from _cover(data)
    for path, template in texts(data, "survey", "template"):
        if template not in templates:
            known = tuple(sorted(templates))
            yield Problem(path, says("mistakes.survey", value=shown(template), known=known))


def _twice(found: Iterator[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, person in found:
        if same(person) in seen:
            yield Problem(path, says("mistakes.twice", person=shown(person)))
        seen.add(same(person))


def _unknown_people(data: dict[str, Any]) -> Iterator[Problem]:
    members = {same(person): person for _, person in texts(data, "members", ALL, "person")}
    named = [found for section in WITH_PEOPLE for found in texts(data, section, ALL, "people", ALL)]
    for field in (*SUPERVISORS, "cover"):
        named += texts(data, "members", ALL, field)
    for path, person in named:
        if same(person) not in members:
            by_id = PERSON_ID.fullmatch(person.strip())
            hint = "" if by_id else did_you_mean(person, list(members.values()))
            yield Problem(path, says("mistakes.stranger", person=shown(person), hint=hint))


def _supervisors(data: dict[str, Any]) -> Iterator[Problem]:
    roles = _roles(data)
    for field, role in SUPERVISORS.items():
        for path, person in texts(data, "members", ALL, field):
            has = roles.get(same(person), "")
            if has in {*Role} and has != role:
                both = {"has": called(Role(has)), "needs": called(role)}
                yield Problem(path, says("mistakes.other_role", person=shown(person), **both))
            own = [value for _, value in texts(data, *path[:-1], "person")]
            if same(person) in map(same, own):
                yield Problem(path, says("mistakes.own_supervisor"))


def _cover(data: dict[str, Any]) -> Iterator[Problem]:
    """Supervisors are covered for, by somebody who leads too."""
    roles = _roles(data)
    for path, person in texts(data, "members", ALL, "cover"):
        (own,) = [value for _, value in texts(data, *path[:-1], "person")] or [""]
        if same(person) == same(own):
            yield Problem(path, says("mistakes.own_cover"))
        if roles.get(same(own)) in {*Role} - READS_DIGEST:
            yield Problem(path, says("mistakes.no_cover"))
        if roles.get(same(person)) in {*Role} - LEADS:
            yield Problem(path, says("mistakes.no_lead", person=shown(person)))


def _roles(data: dict[str, Any]) -> dict[str, str]:
    """Person to role, as the file has them."""
    persons = dict(texts(data, "members", ALL, "person"))
    roles = dict(texts(data, "members", ALL, "role"))
    pairs = ((person, roles.get((*path[:-1], "role"))) for path, person in persons.items())
    return {same(person): role for person, role in pairs if role is not None}
