"""The locks are of this project, whole, and by hash."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
EXTRAS = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
DEV = [*RUN, *EXTRAS, *PROJECT["dependency-groups"]["dev"]]

LOCKS = {
    "requirements.lock": RUN,
    "requirements-postgres.lock": [*RUN, *EXTRAS],
    "requirements-dev.lock": DEV,
}
PIN = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass
class Pin:
    """One package of a lock: its version, its hashes, and what asked for it."""

    version: str
    hashes: int
    asked_by: str


def _lock(name: str) -> dict[str, Pin]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found: dict[str, Pin] = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        head, _, rest = block.partition("\n")
        pin = PIN.match(head)
        assert pin, head
        package = canonicalize_name(pin[1].partition("[")[0])
        assert package not in found
        found[package] = Pin(pin[2], len(HASH.findall(rest)), rest.partition("# via")[2])
    return found


@pytest.mark.parametrize(("name", "required"), LOCKS.items(), ids=LOCKS)
def test_each_requirement_is_pinned_to_a_version_that_satisfies_it(
    name: str, required: list[str]
) -> None:
    pins = _lock(name)
    for requirement in map(Requirement, required):
        pin = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version, prereleases=True), requirement


@pytest.mark.parametrize(("name", "required"), LOCKS.items(), ids=LOCKS)
def test_the_project_asks_for_exactly_what_its_file_says(name: str, required: list[str]) -> None:
    asked = {package for package, pin in _lock(name).items() if "holdspace" in pin.asked_by}
    assert asked == {canonicalize_name(Requirement(one).name) for one in required}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_somebody_who_asked_for_it(name: str) -> None:
    for package, pin in _lock(name).items():
        assert pin.hashes > 0, package
        assert pin.asked_by.strip(), package


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_place_to_download_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_the_tests_run_on_what_is_shipped() -> None:
    shipped, dev = _lock("requirements.lock"), _lock("requirements-dev.lock")
    assert {name: pin.version for name, pin in shipped.items()}.items() <= {
        name: pin.version for name, pin in dev.items()
    }.items()
