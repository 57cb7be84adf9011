"""Contracts of every source table, one module per department, found by their folder.

Adding a department is adding one module here that defines `CONTRACTS`; nothing else names it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from expectations.contracts.declaration import Contract

_NOT_DEPARTMENTS = frozenset({"declaration"})


@cache
def contracts() -> dict[str, Contract]:
    """Every contract by its table name, sorted.

    Raises ValueError when two departments claim one table name, for a table is one path and one Airflow asset.
    """
    found: dict[str, Contract] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name not in _NOT_DEPARTMENTS):
        for contract in importlib.import_module(f"{__name__}.{module}").CONTRACTS:
            if contract.table in found:
                raise ValueError(
                    f"table {contract.table!r} is declared by both {found[contract.table].department} "
                    f"and {contract.department}: rename one"
                )
            found[contract.table] = contract
    return dict(sorted(found.items()))
