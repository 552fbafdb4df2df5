from pathlib import Path

import pytest

from sandbox import WorkspaceError, load_workspace

GOOD = """
[team]
name = "Harbour House"
domain = "harbour-house"
[[people]]
name = "ana"
tz = "America/Toronto"
[[channels]]
name = "peer-team"
members = ["ana"]
app = true
[[usergroups]]
handle = "peers"
users = ["ana"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "workspace.toml"
    path.write_text(text, "utf-8")
    return path


def test_ids_that_are_left_out_come_from_the_names_each_time_the_same(tmp_path: Path) -> None:
    once, again = (load_workspace(write(tmp_path, GOOD)) for _ in range(2))
    assert once == again
    assert once.people[0].id.startswith("U")
    assert once.channels[0].id.startswith("C")
    assert once.person_id("ana") == once.people[0].id


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('tz = "America/Toronto"', 'tz = "Toronto"'), "people.0.tz: 'Toronto' is not a time zone"),
        (('members = ["ana"]', 'members = ["ben"]'), "channels.peer-team.members: there is nobody"),
        (('users = ["ana"]', 'users = ["ben"]'), "usergroups.peers.users: there is nobody called"),
        (('name = "Harbour House"', ""), "team.name: Field required"),
        (("app = true", "apps = true"), "channels.0.apps: Extra inputs are not permitted"),
        (("[team]", "[team"), "is not valid TOML"),
        (
            ('tz = "America', 'is_owner = true\ntz = "America'),
            "people.0: whoever has is_owner needs",
        ),
        (("[[channels]]", '[[people]]\nname = "ana"\n[[channels]]'), "comes twice"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_field(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    path = write(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(WorkspaceError) as refusal:
        load_workspace(path)
    assert str(path) in str(refusal.value)
    assert complaint in str(refusal.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"nowhere\.toml could not be read"):
        load_workspace(tmp_path / "nowhere.toml")
