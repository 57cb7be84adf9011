"""Ways in which an extract comes to harm: in its cells before it is written, in its bytes after, or by ill will."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from random import Random

from benchmarks.damaged.extracts import FORMS, Rows, zipped

CellDamage = Callable[[Rows, Random], None]
ByteDamage = Callable[[bytes, Random], bytes]

_FORMULAS = ('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-2+3", "=1/0")
_SIGNS = ("\x00", "\ufeff", "\u200b", "\ud7ff", "\U0010ffff", '"', "\r", "\n", ",", "\t", "\x1f", "\u2028", "\ufffd")


def _somewhere(rows: Rows, chance: Random) -> tuple[list[str], int]:
    row = chance.choice([row for row in rows if row] or [[""]])
    return row, chance.randrange(len(row))


def _put(rows: Rows, chance: Random, text: str) -> None:
    row, place = _somewhere(rows, chance)
    row[place] = text


def _formulas(rows: Rows, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        _put(rows, chance, chance.choice(_FORMULAS))


def _huge_cell(rows: Rows, chance: Random) -> None:
    _put(rows, chance, chance.choice("张9 -a,") * chance.choice((40_000, 1_048_577, 2_000_000)))


def _signs(rows: Rows, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        row, place = _somewhere(rows, chance)
        cut = chance.randint(0, len(row[place]))
        row[place] = row[place][:cut] + chance.choice(_SIGNS) * chance.randint(1, 3) + row[place][cut:]


def _odd_values(rows: Rows, chance: Random) -> None:
    odd = (
        "9" * 400,
        "1e308",
        "-0",
        "NaN",
        "∞",
        "９９９９年１３月",
        "0000-00-00",
        "二〇二三年十三月",
        "￥",
        "((((",
        "百万亿",
        "某",
    )
    for _ in range(chance.randint(1, 8)):
        _put(rows, chance, chance.choice(odd))


def _ragged(rows: Rows, chance: Random) -> None:
    for row in chance.sample(rows, k=min(3, len(rows))):
        if chance.random() < 0.5:
            del row[chance.randint(0, len(row)) :]
        else:
            row += ["多"] * chance.choice((1, 5, 20_000))


def _header(rows: Rows, chance: Random) -> None:
    header = rows[0]
    place = chance.randrange(len(header))
    how = chance.randrange(6)
    if how == 0:
        del header[place]
    elif how == 1:
        header[place] = header[place - 1]
    elif how == 2:
        header[place] = "无人知道的列"
    elif how == 3:
        rows.insert(0, ["某某区二〇二五年公示表"])
    elif how == 4:
        rows.insert(chance.randint(1, len(rows)), list(header))
    else:
        del rows[0]


def _repeated(rows: Rows, chance: Random) -> None:
    rows += [list(row) for row in chance.choices(rows, k=20)]


def _blank(rows: Rows, chance: Random) -> None:
    for _ in range(3):
        rows.insert(chance.randint(0, len(rows)), chance.choice(([], [""] * 5, [" ", "\u3000"])))


CELLS: dict[str, CellDamage] = {
    "formulas": _formulas,
    "huge_cell": _huge_cell,
    "signs": _signs,
    "odd_values": _odd_values,
    "ragged": _ragged,
    "header": _header,
    "repeated": _repeated,
    "blank_rows": _blank,
}


def _cut(raw: bytes, chance: Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _beheaded(raw: bytes, chance: Random) -> bytes:
    return raw[chance.randint(0, min(len(raw), 64)) :]


def _flipped(raw: bytes, chance: Random) -> bytes:
    held = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 20)) if held else 0):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _overwritten(raw: bytes, chance: Random) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + chance.randbytes(chance.randint(1, 40)) + raw[start + chance.randint(0, 40) :]


def _null_bytes(raw: bytes, chance: Random) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + bytes(chance.choice((1, 7, 4096))) + raw[start:]


def _block_moved(raw: bytes, chance: Random) -> bytes:
    first, second, third = sorted(chance.randint(0, len(raw)) for _ in range(3))
    return raw[:first] + raw[second:third] + raw[first:second] + raw[third:]


def _delimiters(raw: bytes, chance: Random) -> bytes:
    old, new = chance.sample((b",", b"\t", b";", b'"', b"\n", b"|", b"\r\n"), k=2)
    return raw.replace(old, new, chance.choice((1, 10, -1)))


def _two_encodings(raw: bytes, chance: Random) -> bytes:
    other = "張三,李四,廈門市思明區\r\n" * chance.randint(1, 5)
    return raw + other.encode(chance.choice(("utf-8", "gb18030", "utf-16", "utf-16-be", "big5")))


def _two_forms(raw: bytes, chance: Random) -> bytes:
    form = chance.choice(sorted(FORMS))
    return raw + FORMS[form][1]([["a", "b"], ["1", "2"]])


def _packed(raw: bytes, chance: Random) -> bytes:
    return chance.choice((lambda: gzip.compress(raw, mtime=0), lambda: zipped(raw), lambda: zipped(raw, raw)))()


def _packed_thrice(raw: bytes, chance: Random) -> bytes:
    return _packed(_packed(_packed(raw, chance), chance), chance)


def _encrypted(raw: bytes, chance: Random) -> bytes:
    packed = bytearray(zipped(raw))
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def _false_size(raw: bytes, chance: Random) -> bytes:
    packed = bytearray(zipped(raw + b" " * 100_000))
    directory = packed.rindex(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = chance.choice((0, 10, 2**32 - 2)).to_bytes(4, "little")
    return bytes(packed)


def _path_trick(raw: bytes, chance: Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        name = chance.choice(("../../x.csv", "/etc/x.csv", "C:\\x.csv", "a/../../x.csv", "folder/"))
        archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), raw)
    return stream.getvalue()


def _quote_left_open(raw: bytes, chance: Random) -> bytes:
    return raw + b'\n"' + b"x,\n" * chance.choice((10, 70_000))


def _nested_json(raw: bytes, chance: Random) -> bytes:
    depth = chance.choice((20, 40, 900, 100_000))
    odd = (b'{"a": "\\ud800"}', b'{"a": 1e999, "b": NaN}', b'{"a": 1, "a": 2}', b'{"\\u0000": "\\u0000"}', b"[1]", b"{")
    return b'{"a": ' + b"[" * depth + b"]" * depth + b"}\n" + chance.choice(odd) + b"\n" + raw


def _far_corner(raw: bytes, chance: Random) -> bytes:
    """A workbook whose one sheet has its last cell in some far corner; only its own bytes are taken from the file."""
    corner = chance.choice(("XFD1048576", "A1048576", "XFD1", "ZZZ99999999", "AAA2000000"))
    row = "".join(sign for sign in corner if sign.isdecimal())
    cell = f'<row r="{row}"><c r="{corner}" t="inlineStr"><is><t>x</t></is></c></row>'
    return _workbook(cell.encode())


def _workbook(rows: bytes, times: int = 1) -> bytes:
    """A workbook whose one sheet has these rows, written out that often."""
    book = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FORMS["xlsx"][1]([["a"], ["1"]]))) as old, zipfile.ZipFile(book, "w", 8) as new:
        for info in old.infolist():
            content = old.read(info)
            place = content.find(b"</sheetData>")
            with new.open(info, "w") as part:
                part.write(content[: max(place, 0)])
                for _ in range(times if place >= 0 else 0):
                    part.write(rows)
                part.write(content[max(place, 0) :])
    return book.getvalue()


BYTES: dict[str, ByteDamage] = {
    "cut": _cut,
    "beheaded": _beheaded,
    "flipped": _flipped,
    "overwritten": _overwritten,
    "null_bytes": _null_bytes,
    "block_moved": _block_moved,
    "delimiters": _delimiters,
    "two_encodings": _two_encodings,
    "two_forms": _two_forms,
    "packed": _packed,
    "packed_thrice": _packed_thrice,
    "encrypted": _encrypted,
    "false_size": _false_size,
    "path_trick": _path_trick,
    "quote_left_open": _quote_left_open,
    "nested_json": _nested_json,
}

RARE: dict[str, ByteDamage] = {"far_corner": _far_corner}


@lru_cache(maxsize=4)
def bomb(kind: int, size: int) -> bytes:
    """A small file that says it is `size` bytes large once unpacked: gzip, zip, zip in zip, or a workbook."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a,b,c\n" * (1 << 16)
    packed = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    if kind == 0:
        return packed
    if kind == 1:
        return zipped(packed)
    if kind == 2:
        return zipped(packed, packed)
    return _workbook(b" " * len(block), size // len(block))


BOMBS = 4
