"""Slack's rules as pure functions: what it refuses, in its words, and how often it answers.

Nothing here does I/O, except that `load_manifest` reads the file it is given.
"""

from sandbox.rules.limits import METHOD_LIMITS, Limit, RateLimiter
from sandbox.rules.manifest import Command, Manifest, ManifestError, Shortcut, load_manifest
from sandbox.rules.messages import check_message
from sandbox.rules.problem import Problem
from sandbox.rules.scopes import event_scopes, missing_scope, required_scopes
from sandbox.rules.views import check_view, is_too_large

__all__ = [
    "METHOD_LIMITS",
    "Command",
    "Limit",
    "Manifest",
    "ManifestError",
    "Problem",
    "RateLimiter",
    "Shortcut",
    "check_message",
    "check_view",
    "event_scopes",
    "is_too_large",
    "load_manifest",
    "missing_scope",
    "required_scopes",
]
