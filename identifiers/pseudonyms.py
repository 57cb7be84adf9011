"""Keyed pseudonyms: the only ids that leave the vault.

An id is a keyed hash, so that the same person has the same id every night, nobody without the key can try out the few
hundred million numbers there are, and a lost key makes every id meaningless (which is how a city's data is forgotten).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_KEY_BYTES = 32
_HEX_CHARACTERS = 20
SEPARATOR = "\x1f"
"""What stands between the parts of an id's message, and in no part."""
_LETTERS = {"person": "P", "company": "C", "dispute": "D", "evidence": "v", "rejection": "q"}


class KeyFileError(Exception):
    """The key file is missing, of the wrong size, or open to others; the message says what to do."""


@dataclass(frozen=True, repr=False)
class Pseudonyms:
    """Maker of pseudonymous ids from a 32-byte key. Picklable, so that Spark's workers can have it; shows no key."""

    key: bytes

    def __post_init__(self) -> None:
        if len(self.key) != _KEY_BYTES:
            raise KeyFileError(f"a pseudonym key has {_KEY_BYTES} bytes, this one {len(self.key)}")

    def __repr__(self) -> str:
        return "Pseudonyms(key hidden)"

    @classmethod
    def from_key_file(cls, path: Path, create: bool = False) -> Pseudonyms:
        """Read the key at `path`; with `create`, make one there first if there is none.

        The file is written whole or not at all, with mode 0600, and two makers at once end up with one key. Raises
        KeyFileError when there is no key to read, when it is damaged, and when anybody but its owner may read it.
        """
        path = Path(path)
        if create and not path.exists():
            _create_key(path)
        try:
            mode = path.stat().st_mode
            key = path.read_bytes()
        except OSError as error:
            raise KeyFileError(
                f"no pseudonym key at {path} ({error.strerror}): restore it from the office's safe"
            ) from error
        if mode & 0o077:
            raise KeyFileError(f"others may read the pseudonym key: run `chmod 600 {path}`")
        if len(key) != _KEY_BYTES:
            raise KeyFileError(
                f"the pseudonym key at {path} is damaged ({len(key)} bytes): restore it from the office's safe"
            )
        return cls(key)

    def of(self, kind: str, *parts: str) -> str:
        """The id of one thing: a letter for its kind and 20 hex digits of a keyed hash of kind and parts.

        P person, C company, D dispute, v evidence, q rejection, else the kind's initial (r row, e edge, a address).
        Eighty bits: among ten million things of a kind any collision has a chance under one in ten thousand million.
        Raises ValueError when a part holds the unit separator, because then two lists of parts could look alike.
        """
        return next(self.of_each(kind, [parts]))

    def of_each(self, kind: str, things: Iterable[Sequence[str]]) -> Iterator[str]:
        """`of` for the parts of many things of one kind, for less than half the price."""
        letter, keyed = self._keyed(kind)
        for parts in things:
            message = SEPARATOR.join((kind, *parts))
            if message.count(SEPARATOR) != len(parts):
                raise ValueError("a part of a pseudonym must not hold the unit separator U+001F")
            hashed = keyed.copy()
            hashed.update(message.encode())
            yield letter + hashed.hexdigest()

    def of_joined(self, kind: str, parts: pa.StringArray) -> list[str]:
        """`of` for each of many things of one kind, whose parts come joined by `SEPARATOR`.

        Nobody looks for separators in the parts here: parts come from texts without control characters.
        """
        letter, keyed = self._keyed(kind)
        keyed.update(f"{kind}{SEPARATOR}".encode())
        text, ids = memoryview(parts.buffers()[2] or b""), []
        offsets = memoryview(parts.buffers()[1]).cast("i")[parts.offset : parts.offset + len(parts) + 1]
        for start, end in pairwise(offsets):
            hashed = keyed.copy()
            hashed.update(text[start:end])
            ids.append(letter + hashed.hexdigest())
        return ids

    def _keyed(self, kind: str) -> tuple[str, blake2b]:
        return _LETTERS.get(kind) or kind[0].lower(), blake2b(digest_size=_HEX_CHARACTERS // 2, key=self.key)

    def vectorised(self, kind: str, *series: pd.Series) -> pd.Series:
        """`of` for each row of equally long series of strings, on the first one's index; null where a part is."""
        import pandas as pd  # here and not above: ids are made one by one in places that need no pandas

        if not series:
            raise ValueError("a pseudonym needs at least one series of parts")
        present = ~pd.concat([part.reset_index(drop=True).isna() for part in series], axis=1).any(axis=1)
        whole = (parts for known, parts in zip(present, zip(*series, strict=True), strict=True) if known)
        made = self.of_each(kind, whole)
        ids = [next(made) if known else None for known in present]
        return pd.Series(ids, index=series[0].index, dtype=object)


def _create_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike a rename, fails when another maker was first: theirs is then the key
        except FileExistsError:
            return
    finally:
        draft.unlink()
