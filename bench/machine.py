"""What a figure was measured on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("slack-bolt", "slack-sdk", "aiohttp", "sqlalchemy", "pynacl", "psycopg")


def described() -> str:
    """The machine and the versions, as Markdown lines."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"- {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; "
        f"load of the last 1, 5 and 15 minutes: {load}\n"
        f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}\n"
    )


def _processor() -> str:
    """The name that Linux gives, or whatever the system says."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
