"""PostgreSQL's heap pages, read from the raw file as a thief of the disk would.

After src/include/storage/bufpage.h and access/htup_details.h: a page of 8192 bytes has a header of
24, then line pointers of 4 (15 bits offset, 2 flags, 15 length); a tuple begins with xmin, xmax and
the place of its next version, and says where its data begins. Deleted and overwritten tuples stay
until their page is tidied, and their bytes often beyond that.
"""

import struct
from collections.abc import Iterator

from tests.attacks.evidence import Row

PAGE = 8192
HEADER = 24
LOWER = struct.Struct("<12xH")
POINTER = struct.Struct("<I")
TUPLE = struct.Struct("<II14xB")
NORMAL = 1


def versions(table: str, raw: bytes) -> Iterator[Row]:
    """Every version of every row that the file still has a pointer to."""
    for start in range(0, len(raw), PAGE):
        page = raw[start : start + PAGE]
        (lower,) = LOWER.unpack_from(page)
        for number, at in enumerate(range(HEADER, lower, POINTER.size)):
            (pointer,) = POINTER.unpack_from(page, at)
            offset, flags, length = pointer & 0x7FFF, pointer >> 15 & 3, pointer >> 17
            if flags == NORMAL and length:
                xmin, _xmax, data = TUPLE.unpack_from(page, offset)
                content = page[offset + data : offset + length]
                yield Row(table, (start // PAGE << 16) + number, xmin, content)
