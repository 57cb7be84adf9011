"""Source mappings, found by their folder: one source = one folder of modules that hold `FILES` and `UNMAPPED`.

Adding a department of a known source is adding one module there; nothing else names it. A city whose departments write
the contracts' own headers needs no mapping at all.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from expectations.contracts import contracts
from expectations.sources.declaration import Source, SourceFile, Unmapped, problems


@cache
def sources() -> dict[str, Source]:
    """Every mapped source by its name, sorted.

    Raises ValueError that lists what is wrong when a declaration names an unknown table or column, or a file twice.
    """
    return {info.name: _read(info.name) for info in sorted(pkgutil.iter_modules(__path__), key=_name) if info.ispkg}


def _name(info: pkgutil.ModuleInfo) -> str:
    return info.name


def _read(name: str) -> Source:
    package = importlib.import_module(f"{__name__}.{name}")
    files: list[SourceFile] = []
    unmapped: list[Unmapped] = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=_name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        files += getattr(module, "FILES", ())
        unmapped += getattr(module, "UNMAPPED", ())
    source = Source(name, tuple(files), tuple(unmapped))
    wrong = list(problems(source, contracts()))
    if wrong:
        raise ValueError(f"source {name}: " + "; ".join(wrong))
    return source
