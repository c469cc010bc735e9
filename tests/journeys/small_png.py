"""Makes a browser's PNG small: a palette of the 256 commonest colours, packed as tightly as zlib can."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

MAGIC = b"\x89PNG\r\n\x1a\n"
TRUE_COLOUR, WITH_ALPHA, PALETTE = 2, 6, 3
COLOURS = 256


def small(png: bytes) -> bytes:
    """The same picture in fewer bytes; a colour beyond the 256 commonest becomes the nearest of them."""
    width, height, pixels = _pixels(png)
    counted = Counter(pixels).most_common()
    palette = [colour for colour, _ in counted[:COLOURS]]
    number = {colour: at for at, colour in enumerate(palette)}
    for colour, _ in counted[COLOURS:]:
        number[colour] = min(range(len(palette)), key=lambda at: _apart(palette[at], colour))
    indices = bytes(number[pixel] for pixel in pixels)
    rows = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    return b"".join(
        (
            MAGIC,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and three bytes for each pixel."""
    at, packed, header = len(MAGIC), b"", b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        header = content if name == b"IHDR" else header
        packed += content if name == b"IDAT" else b""
        at += length + 12
    width, height, depth, kind, *_rest = struct.unpack(">IIBBBBB", header)
    if depth != 8 or kind not in (TRUE_COLOUR, WITH_ALPHA):
        raise ValueError(f"not a picture as browsers write them: depth {depth}, kind {kind}")
    step = 4 if kind == WITH_ALPHA else 3
    data, stride = zlib.decompress(packed), width * step
    before, pixels = bytearray(stride), []
    for row in range(height):
        start = row * (stride + 1)
        before = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + stride]), before, step)
        pixels += [bytes(before[place : place + 3]) for place in range(0, stride, step)]
    return width, height, pixels


def _unfiltered(way: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """A line as it was before PNG's filter, one of five, was put over it."""
    for at in range(len(line) if way else 0):
        left = line[at - step] if at >= step else 0
        up = above[at]
        corner = above[at - step] if at >= step else 0
        if way == 1:
            guess = left
        elif way == 2:
            guess = up
        elif way == 3:
            guess = (left + up) // 2
        else:
            towards = left + up - corner
            guess = min((left, up, corner), key=lambda each: abs(towards - each))
        line[at] = (line[at] + guess) & 255
    return line
