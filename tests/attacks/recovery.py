"""SQLite's pages cell by cell, whether or not a table still leads there.

The sqlite3 command's `.recover` does this where it was built with it; many builds are not, so the
pages are read here. After https://www.sqlite.org/fileformat2.html: a leaf begins with 13 (table) or
10 (index); two bytes a cell from byte 8 on (in the first page 100 later) say where each begins. A
-wal has a header of 32 bytes, and 24 before each page.
"""

from collections.abc import Iterator

from tests.attacks.evidence import Snapshot

LEAVES = (10, 13)
FIRST = 100
WAL_HEADER = 32
FRAME_HEADER = 24


def recover(snapshot: Snapshot) -> Iterator[bytes]:
    """Every cell of every page of the file and of its -wal: live, superseded or on a free page."""
    raw = snapshot.files.get("file", b"")
    if not raw:
        return
    size = int.from_bytes(raw[16:18], "big")
    for at in range(0, len(raw), size):
        yield from _cells(raw[at : at + size], FIRST if at == 0 else 0)
    log = snapshot.files.get("file-wal", b"")
    for at in range(WAL_HEADER + FRAME_HEADER, len(log), size + FRAME_HEADER):
        yield from _cells(log[at : at + size], 0)


def _cells(page: bytes, header: int) -> Iterator[bytes]:
    if len(page) <= header + 8 or page[header] not in LEAVES:
        return
    starts = sorted(_pointers(page, header + 8))
    for start, end in zip(starts, [*starts[1:], len(page)], strict=False):
        yield page[start:end]


def _pointers(page: bytes, at: int) -> Iterator[int]:
    """As far as they make sense: on a page that was emptied their number is nought."""
    while at + 2 <= len(page):
        start = int.from_bytes(page[at : at + 2], "big")
        if not at < start < len(page):
            return
        yield start
        at += 2
