"""Modals and Home tabs: what the app sent, what the person filled in, and what is on top."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
STACK_DEPTH = 3  # Slack: a modal holds at most three views


@dataclass
class View:
    """One view on one person's screen.

    `body` is what the app sent, with ids filled in; `values` is what the person filled in, by
    block_id and action_id; `errors` is what the app's last answer to a submission complained of;
    `current` is the conversation from which a modal was opened.
    """

    id: str
    kind: Literal["modal", "home"]
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    current: str | None = None

    @property
    def external_id(self) -> str:
        """The app's own name for the view, unique in the workspace, or nothing."""
        return str(self.body.get("external_id") or "")

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks, each with its block_id."""
        blocks: list[Json] = self.body["blocks"]
        return blocks


@dataclass
class Screens:
    """Every view that is open: a Home tab for each person, and a stack of modals."""

    homes: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=dict)

    def stack(self, user: str) -> list[View]:
        """This person's modals, the last on top."""
        return self.stacks.setdefault(user, [])

    def all(self) -> list[View]:
        """Every open view."""
        return [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]

    def by_id(self, view_id: str) -> View | None:
        """The open view with this id."""
        return next((view for view in self.all() if view.id == view_id), None)

    def by_external_id(self, external_id: str) -> View | None:
        """The open view that the app gave this name."""
        return next((view for view in self.all() if view.external_id == external_id), None)

    def close(self, view: View) -> None:
        """Take one modal off its person's stack."""
        self.stack(view.user).remove(view)
