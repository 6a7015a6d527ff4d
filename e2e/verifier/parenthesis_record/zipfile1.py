"""The ZIP with one spelling of section 13: read, built anew, and compared."""

import struct
import zlib

from .text import Refused, require

LONGEST = 2147483647
MOST_FILES = 65535
LONGEST_NAME = 64
BEGIN = b"PK\x03\x04"
LOCAL = struct.Struct("<4sHHHHHLLLHH")
CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
END = struct.Struct("<4sHHHHLLH")
VERSION, FLAGS, METHOD, TIME, DATE = 10, 0x0800, 0, 0, 0x0021


def build(files):
    """The one ZIP of these (name, contents) in this order."""
    pieces, central, offset = [], [], 0
    for name, contents in files:
        spelled = name.encode()
        same = (FLAGS, METHOD, TIME, DATE, zlib.crc32(contents), len(contents), len(contents))
        local = LOCAL.pack(BEGIN, VERSION, *same, len(spelled), 0) + spelled
        central.append(
            CENTRAL.pack(
                b"PK\x01\x02", VERSION, VERSION, *same, len(spelled), 0, 0, 0, 0, 0, offset
            )
            + spelled
        )
        pieces += [local, contents]
        offset += len(local) + len(contents)
    listed = b"".join(central)
    count = len(files)
    end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), offset, 0)
    return b"".join([*pieces, listed, end])


def read(data):
    """The files of a bundle as (name, contents), in order."""
    require(len(data) <= LONGEST, f"a bundle is greater than {LONGEST} bytes")
    files, at = [], 0
    while data[at : at + 4] == BEGIN:
        require(at + LOCAL.size <= len(data), "a bundle ends within a header")
        header = LOCAL.unpack_from(data, at)
        size, length = header[8], header[9]
        at += LOCAL.size
        require(length <= LONGEST_NAME, "a file's name in a bundle is too long")
        require(at + length + size <= len(data), "a bundle ends within a file")
        try:
            name = data[at : at + length].decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused("a file's name in a bundle is not UTF-8") from error
        at += length
        files.append((name, data[at : at + size]))
        require(len(files) <= MOST_FILES, f"a bundle has more than {MOST_FILES} files")
        at += size
    require(files, "a bundle does not begin with a file")
    require(build(files) == data, "a bundle is not spelled as its own files would have it")
    return files
