"""A strict Slack on this machine: any Slack app reaches it by a base URL, and finds Slack's rules.

Start one from a program with `Sandbox`, or from the command line with `python -m sandbox`.
"""

from sandbox.clock import Clock, ClockError
from sandbox.rules import ManifestError
from sandbox.server import Sandbox
from sandbox.settings import Settings
from sandbox.workspace import WorkspaceError, WorkspaceFile, load_workspace

__all__ = [
    "Clock",
    "ClockError",
    "ManifestError",
    "Sandbox",
    "Settings",
    "WorkspaceError",
    "WorkspaceFile",
    "load_workspace",
]
