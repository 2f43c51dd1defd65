# SPDX-License-Identifier: Apache-2.0
"""The pixels of a display in memory, read without asking the display server: Xvfb keeps them in a
file (-fbdir) in the XWD format of X11/XWDFile.h, whose header has big-endian 32-bit fields."""

import mmap
import struct

_FIELDS = 25
_COLOUR_BYTES = 12


class Framebuffer:
    def __init__(self, path):
        with open(path, "rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        fields = struct.unpack(f">{_FIELDS}I", self._map[: _FIELDS * 4])
        header_bytes, self.width, self.height = fields[0], fields[4], fields[5]
        self._bytes_per_pixel, self._bytes_per_line = fields[11] // 8, fields[12]
        self._start = header_bytes + fields[19] * _COLOUR_BYTES

    def read(self, x, y, width, height):
        """The pixels of a rectangle, as bytes that can be compared."""
        rows = []
        for row in range(y, min(y + height, self.height)):
            start = self._start + row * self._bytes_per_line + x * self._bytes_per_pixel
            rows.append(self._map[start : start + width * self._bytes_per_pixel])
        return b"".join(rows)
