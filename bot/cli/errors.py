"""What ends a command early."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """The command cannot be done; the text says why and what to do, in one line."""
