"""A coordinator in front of the set-up in Slack."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete

from bot.domain.team import Team
from bot.store import teams
from bot.store.tables import team as team_table
from tests.support.practice import Json, Someone, Stage


@dataclass(frozen=True)
class Coordinator:
    """One person's way through the pages and forms of the set-up."""

    stage: Stage
    person: Someone

    async def on_home(self) -> list[str]:
        """The buttons of the set-up on Home."""
        return [each for each in buttons(await self.person.home()) if each.startswith("setup.")]

    async def open(self, key: str = "harbour") -> Json:
        """The team's page."""
        home = await self.person.home()
        await self.person.press(home["id"], f"setup.open.{key}")
        return await self.person.modal()

    async def part(self, part: str) -> Json:
        """A list or a form of the page that is open."""
        page = await self.person.modal()
        action = "setup.part" if part in {"members", "shifts", "check_ins"} else "setup.form"
        await self.person.press(page["id"], action, block=f"part.{part}")
        return await self.person.modal()

    async def press(self, action: str, block: str | None = None) -> Json:
        """A button of what is on top, and what is on top then."""
        top = await self.person.modal()
        await self.person.press(top["id"], action, block=block)
        return await self.person.modal()

    async def edit(self, text: str, action: str = "setup.edit") -> Json:
        """The button beside the line of a list that begins with this text."""
        top = await self.person.modal()
        (block,) = [
            each["block_id"]
            for each in top["blocks"]
            if "accessory" in each and each["text"]["text"].startswith(text)
        ]
        return await self.press(action, block)

    async def send(self, **values: Any) -> Json:  # noqa: ANN401 - whatever fits the inputs
        """Fill in the form on top and send it; __ in a name stands for a dot."""
        return await self.person.submit({k.replace("__", "."): v for k, v in values.items()})

    def team(self, key: str = "harbour") -> Team:
        """The team as it is stored."""
        found = self.stage.db.now(teams.load, key)
        assert found
        return found


def coordinator(stage: Stage, person: str = "U0NIKO") -> Coordinator:
    """Somebody who sets teams up."""
    return Coordinator(stage, stage.person(person))


def buttons(view: Json) -> list[str]:
    """The actions of a view's buttons, in rows or beside sections."""
    found: list[Json] = []
    for block in view["blocks"]:
        found += block.get("elements", []) if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return [each["action_id"] for each in found]


def inputs(view: Json) -> list[str]:
    """The inputs of a form."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def texts(view: Json) -> str:
    """All sections of a view."""
    return "\n".join(
        block["text"]["text"] for block in view["blocks"] if block["type"] in {"section", "header"}
    )


def in_slack(stage: Stage, person: str, **now: Any) -> None:  # noqa: ANN401 - any field of a person
    """Somebody becomes something else in the workspace, such as `is_admin` or `deleted`."""
    people = stage.practice.sandbox.slack.workspace.people
    people[person] = replace(people[person], **now)


def forget_all_teams(tx: Connection) -> None:
    """As on the first day."""
    tx.execute(delete(team_table))
