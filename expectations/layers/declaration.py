"""What a table of a later layer is declared with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerTable:
    """One table of a later layer: `name` is layer.plural_noun, `columns` are (name, Spark type, meaning with null)."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[tuple[str, str, str], ...]
    open_ended: bool = False
    """True where declared feature columns follow the ones named here."""

    @property
    def ddl(self) -> str:
        """The Spark schema string of the named columns."""
        return ", ".join(f"`{name}` {kind}" for name, kind, _ in self.columns)
