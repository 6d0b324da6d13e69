"""Small made-up inputs, so that a page has something to begin with; the same bytes every time, everywhere."""

from __future__ import annotations

import io
import math
import struct
import wave
import zlib

WIDE, HIGH = 96, 72


def picture() -> bytes:
    """A PNG of two colours that run into each other, with a lighter disc."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y) for x in range(WIDE)) for y in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    # Stored and not compressed: compressors differ from one version to the next.
    data = zlib.compress(rows, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _pixel(x: int, y: int) -> bytes:
    light = 60 if (x - 60) ** 2 + (y - 30) ** 2 < 400 else 0
    return bytes((60 + light + x, 90 + light + y // 2, min(255, 200 + light - x)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def sound() -> bytes:
    """A second of a soft tone, 16-bit mono WAV at 16 kHz."""
    rate = 16000
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        tone = (round(9000 * math.sin(2 * math.pi * 330 * at / rate)) for at in range(rate))
        made.writeframes(b"".join(struct.pack("<h", each) for each in tone))
    return file.getvalue()


def film() -> bytes:
    """A GIF of six frames in which a bar moves."""
    side = 32
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + bytes((40, 60, 90, 240, 200, 90))
    frames = b"".join(_frame(side, at) for at in range(0, side - 4, 5))
    return head + frames + b";"


def _frame(side: int, at: int) -> bytes:
    """One frame; its codes never grow, because the table is cleared before it would."""
    bits = "".join(
        f"{code:03b}"[::-1]
        for place in range(side * side)
        for code in ((4,) if place % 2 == 0 else ()) + (int(at <= place % side < at + 4),)
    )
    bits += f"{5:03b}"[::-1]
    packed = bytes(int(bits[i : i + 8][::-1].zfill(8), 2) for i in range(0, len(bits), 8))
    parts = [packed[i : i + 255] for i in range(0, len(packed), 255)]
    blocks = b"".join(bytes((len(part),)) + part for part in parts) + b"\0"
    control = b"!\xf9\x04\x04\x0a\x00\x00\x00"
    return control + b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02" + blocks


TABLE = b"height,weight,age\n1.52,51,23\n1.74,68,41\n1.81,84,37\n1.66,59,30\n1.95,120,52\n"
TEXT = b"A quiet morning by the sea. Two boats are going out, and the light is good.\n"
SENTENCE = "A quiet morning by the sea."

FILES = {
    "image": "picture.png",
    "audio": "sound.wav",
    "video": "film.gif",
    "table": "table.csv",
    "file": "text.txt",
}


def content(kind: str) -> bytes:
    """The made-up file of a kind."""
    makers = {"image": picture, "audio": sound, "video": film}
    return makers[kind]() if kind in makers else TABLE if kind == "table" else TEXT
