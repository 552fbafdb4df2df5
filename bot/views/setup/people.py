"""A team's people: the list, those who are added together, one of them, and who takes over."""

from bot.content.catalogue import Words
from bot.content.text import Mrkdwn, mention
from bot.domain.edits import Add, Change
from bot.domain.set_up import Data, SetUp, mark
from bot.domain.team import LEADS, LINES, Member, Role
from bot.views import inputs, parts
from bot.views.parts import Block, View
from bot.views.setup import frames, leaving, ref
from bot.views.setup.ref import LINE_FIELDS, NOBODY, Ref

AT_A_TIME = 20
"""People who are added together: Slack is asked about each while the form waits."""


def listed(words: Words, its: SetUp, page: int = 0) -> View:
    """Everybody, so many to a page, and the way to add more."""
    members = {member.id: member for member in its.team.members}
    about = Ref(its.team.key, ref.MEMBERS, page=page)
    return frames.listed(words, its, about, lambda entry: _told(words, members[entry["person"]]))


def adding(words: Words, its: SetUp, about: Ref) -> View:
    """Several people who are the same thing in the team."""
    blocks = [
        inputs.people(
            "person",
            words.plain("setup.people.who"),
            (),
            most=AT_A_TIME,
            hint=words.plain("setup.people.who_hint"),
            optional=False,
        ),
        _role(words, Role.PEER_SUPPORTER),
        *_supervisors(words, its, {}),
        _first_day(words, {}),
    ]
    title, submit = words.plain("setup.people.add_title"), words.plain("setup.people.add_submit")
    return frames.form(words, title, about, blocks, submit=submit)


def form(words: Words, its: SetUp, entry: Data, page: int) -> View:
    """One person, as they are now."""
    zone_hint = words.plain("setup.people.timezone_hint")
    zone = words.plain("setup.field.timezone")
    about = Ref(its.team.key, ref.MEMBERS, mark(entry), page)
    blocks = [
        parts.section(mention(entry["person"])),
        _role(words, entry["role"]),
        inputs.line("timezone", zone, entry["timezone"], 64, hint=zone_hint),
        *_supervisors(words, its, entry),
        _first_day(words, entry),
        *_cover(words, its, entry),
        parts.actions("remove", leaving.button(words, its, entry, about)),
    ]
    return frames.form(words, words.plain("setup.people.edit_title"), about, blocks)


def parse(view: View) -> Add | Change:
    """Those who are added, or what one person is to be."""
    about, found = ref.read(view["private_metadata"]), parts.state(view)
    chosen = found.pop("person", None) or []
    values = {name: _value(given) for name, given in found.items()}
    if about.seen:
        return Change(ref.MEMBERS, about.seen, values)
    return Add(ref.MEMBERS, tuple({"person": person, **values} for person in chosen))


def _value(given: str | None) -> str | None:
    return None if given == NOBODY else (given or "").strip() or None


def _told(words: Words, member: Member) -> str:
    told = [words.plain(f"setup.role.{member.role.name.lower()}")]
    told += [words("setup.people.left")] if member.left else []
    supervisors = [who for line in LINES if (who := member.supervised_by(line))]
    told += [words("setup.people.supervised", person=mention(who)) for who in supervisors]
    return words("setup.people.text", person=mention(member.id), role=Mrkdwn(", ".join(told)))


def _role(words: Words, value: str) -> Block:
    roles = [(str(role), words.plain(f"setup.role.{role.name.lower()}")) for role in Role]
    label = words.plain("setup.people.role")
    return inputs.one_of("role", label, roles, str(value), optional=False)


def _supervisors(words: Words, its: SetUp, entry: Data) -> list[Block]:
    """A menu for each line on which somebody supervises, or is named already."""
    found = []
    for name, role in LINE_FIELDS.items():
        there = [m for m in its.team.members if m.role is role or m.id == entry.get(name)]
        choices = [(m.id, m.name) for m in there if m.id != entry.get("person")]
        if choices:
            label = words.plain(f"setup.people.{name}")
            found.append(_or_nobody(words, name, label, choices, entry.get(name)))
    return found


def _first_day(words: Words, entry: Data) -> Block:
    label, hint = words.plain("setup.people.first_day"), words.plain("setup.people.first_day_hint")
    return inputs.day("first_day", label, entry.get("first_day"), hint=hint)


def _cover(words: Words, its: SetUp, entry: Data) -> list[Block]:
    """Only for whoever supervises, or has somebody named."""
    there = [m for m in its.team.members if m.role in LEADS or m.id == entry.get("cover")]
    choices = [(m.id, m.name) for m in there if m.id != entry["person"]]
    if not choices or (entry["role"] not in LINES and "cover" not in entry):
        return []
    label, hint = words.plain("setup.people.cover"), words.plain("setup.people.cover_hint")
    return [_or_nobody(words, "cover", label, choices, entry.get("cover"), hint=hint)]


def _or_nobody(
    words: Words, name: str, label: str, choices: inputs.Choices, value: str | None, **more: str
) -> Block:
    """Slack's menus cannot be emptied, so that nobody is a choice too."""
    nobody = (NOBODY, words.plain("setup.people.nobody"))
    return inputs.one_of(name, label, [nobody, *choices], value or NOBODY, **more)
