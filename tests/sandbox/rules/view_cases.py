"""Every limit on a length or a count that Slack states for a view."""

from tests.sandbox.rules.case import Case
from tests.sandbox.rules.payloads import (
    home,
    modal,
    plain,
    section,
)

VIEW_CASES = [
    Case("modal", 100, lambda n: modal(*[section()] * n), "/view/blocks", items=True),
    Case("home", 100, lambda n: home(*[section()] * n), "/view/blocks", items=True),
    Case("modal title", 24, lambda n: modal(title=plain(n)), "/view/title/text", 1),
    Case("submit", 24, lambda n: modal(submit=plain(n)), "/view/submit/text", 1),
    Case("close", 24, lambda n: modal(close=plain(n)), "/view/close/text", 1),
    Case(
        "private_metadata",
        3000,
        lambda n: modal(private_metadata="m" * n),
        "/view/private_metadata",
    ),
    Case("callback_id", 255, lambda n: modal(callback_id="c" * n), "/view/callback_id"),
    Case("external_id", 255, lambda n: home(external_id="e" * n), "/view/external_id"),
]
