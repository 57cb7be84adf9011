"""What came and what was refused: quarantine."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

REJECTED_ROWS = LayerTable(
    "quarantine.rejected_rows",
    "one rejected row of one delivered file",
    ("rejection_id",),
    (
        ("rejection_id", "string", "never null; keyed, free of personal data"),
        ("source", "string", "source the delivery belongs to"),
        ("department", "string", "department that delivered it"),
        ("table", "string", "contract it was read under; null when no contract took the file"),
        ("source_file", "string", "path under landing"),
        ("source_row", "bigint", "row in the file"),
        ("column", "string", "column that broke the rule; null when the row or file as a whole did"),
        ("rule", "string", "reason, one of the declared reasons"),
        ("original_text", "string", "the row as it was delivered, joined by tabs"),
        ("source_row_id", "string", "id of the record, as bronze would hold it; null when its key could not be read"),
        ("known_on", "date", "day of delivery"),
    ),
)

DELIVERED_FILES = LayerTable(
    "quarantine.delivered_files",
    "one delivered file: accounted for row by row",
    ("source_file",),
    (
        ("source", "string", "source the delivery belongs to"),
        ("department", "string", "department that delivered it"),
        ("table", "string", "contract it was read under; null when it is not mapped"),
        ("source_file", "string", "path under landing"),
        ("source_place", "string", "never null; delivery and number in it: the file as it is told outside the vault"),
        ("status", "string", "read, refused (all its rows are in quarantine), unmapped or unreadable"),
        ("reason", "string", "why it was not read, or which optional columns a read file lacks; null when neither"),
        ("encoding", "string", "encoding or workbook format found; null when it cannot be decoded"),
        ("rows_in", "bigint", "data rows found: no titles, headers or blank rows; 0 when unmapped or unreadable"),
        ("rows_accepted", "bigint", "rows in bronze"),
        ("rows_quarantined", "bigint", "rows in quarantine.rejected_rows; rows_in = accepted + quarantined"),
        ("bytes", "bigint", "size of the file"),
        ("sha256", "string", "digest of the file"),
        ("known_on", "date", "day of delivery"),
    ),
)
