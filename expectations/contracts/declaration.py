"""The three words a contract is written in: Column, Mention, Contract.

A contract is plain data. Ingest reads it to decode and check, the simulator to write extracts, linking to find who a
row speaks of, the suites to know what must hold, the docs to say it in words. Nothing here touches Spark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Unit = Literal["none", "fen", "day", "percent", "percent a year", "people", "months", "hour of day", "number", "seats"]
"""What a value counts or measures; `none` for what is no quantity, `number` for a count of other things."""

ColumnType = Literal[
    "text",  # free text; redacted of id, phone and card numbers on the way in
    "short_text",  # a few words, such as an office or a period: one line, width-normalised, redacted as a text
    "code",  # an identifier of the department's own (case number, company registration): trimmed, width-normalised
    "category",  # one of `allowed`
    "date",
    "integer",
    "money",  # written in yuan (元) or 万元, held as integer fen
    "percent",  # 24 means 24 %; of what, its unit says
    "boolean",  # 是/否
    "citizen_id",  # 18 characters, GB 11643
    "credit_code",  # 18 characters, GB 32100
    "party_id",  # citizen id or credit code, by the kind of the party
    "phone",
    "address",
    "standard_address",  # of the office that keeps the standard ones (GB/T 23705): checked part by part
    "person_name",
    "company_name",
    "party_name",  # a person's or a company's
]

PERSONAL_TYPES: frozenset[str] = frozenset(
    {
        "citizen_id",
        "party_id",
        "phone",
        "address",
        "standard_address",
        "person_name",
        "party_name",
        "text",
        "short_text",
    }
)
"""Types whose values stay in landing, bronze, quarantine and the vault: no later layer carries them."""

SPARK_TYPES: dict[str, str] = {
    "date": "date",
    "integer": "bigint",
    "money": "bigint",
    "percent": "double",
    "boolean": "boolean",
}
"""Spark type of each column type; every type not named here is held as a string."""

UNITS: dict[str, Unit] = {"date": "day", "money": "fen"}
"""Unit of the column types that have one and the same everywhere. Integers and percentages name theirs themselves."""

PERSONAL_INFORMATION_LAW = "个人信息保护法 art. 34"
"""Organs of state use personal information within their statutory powers and no further than those need."""

REPORTS_RETENTION_DAYS = 6 * 365
"""For records in which people report, quarrel or are judged: features look back three years, and training looks at
nights of three years before. Nothing reads an older one."""


_UNKNOWN = (
    *(f"not {done}" for done in ("recorded", "stated", "declared", "located", "counted", "surveyed", "classified")),
    "no text",
)
"""How the meaning of a null begins that says nothing of what it stands for."""

_NO_END = ("no end", "until ")
"""How the meaning of a null begins that says that there is no end."""


@dataclass(frozen=True)
class Column:
    """One column as the department writes it and as bronze holds it.

    `unit` is of the held value. `purpose` and `legal_basis` are left empty where they follow from what the column is:
    `Contract.purpose_of` and `Contract.legal_basis_of` answer for every column.
    """

    name: str
    header: str
    type: ColumnType
    null_means: str
    required: bool = False
    synonyms: tuple[str, ...] = ()
    allowed: tuple[tuple[str, str], ...] = ()
    """(as written by the department, as held) pairs of a category; a written value not here quarantines its row."""
    unit: Unit = "none"
    purpose: str = ""
    legal_basis: str = ""
    bounds: tuple[int, int | None] | None = None
    """(least, most) that a number can be, in its unit and with no most where it is null; beyond them its row is
    quarantined. Declared where no other value can be meant: turnover and taxes may be negative, a debt may not."""

    def __post_init__(self) -> None:
        if self.type in UNITS:
            object.__setattr__(self, "unit", UNITS[self.type])

    @property
    def spark_type(self) -> str:
        return SPARK_TYPES.get(self.type, "string")

    @property
    def null_is_unknown(self) -> bool:
        """Whether a null says nothing; of other columns it says something, such as that money was paid in cash."""
        return self.null_means.startswith(_UNKNOWN)

    @property
    def null_is_no_end(self) -> bool:
        """Whether a null says that something holds without an end, as departments write 长期."""
        return self.type == "date" and self.null_means.startswith(_NO_END)

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.header, *self.synonyms)

    @property
    def held_values(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(held for _, held in self.allowed))


MOST_PERCENT_A_YEAR = 10_000
"""Daily rates of a quarter of the sum have been found; what is beyond is an amount or a number in the wrong column."""

ContextKind = Literal["home", "company", "notary_office"]


@dataclass(frozen=True)
class Mention:
    """A person or company that a row of the contract speaks of, and the columns that identify it.

    `kind` is person or company, or party where the column `kind_column` (held values person, company) says which.
    `links_only` marks a reporter or victim: the row is linked to that person and nothing it says goes further
    (not into the entity's record, not into clustering, not into an edge, not into a feature of that person).
    `context` is what the row's holder owns, runs or works for: kind (home, company, notary_office) and column. Beside
    the same name it tells that two rows mean the same person; it is no identity of anybody and stays in the row.
    """

    role: str
    kind: Literal["person", "company", "party"]
    name: str
    id_number: str | None = None
    kind_column: str | None = None
    birth_on: str | None = None
    phone: str | None = None
    address: str | None = None
    links_only: bool = False
    context: tuple[ContextKind, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that identify its holder, the kind of party among them."""
        named = (self.name, self.kind_column, self.id_number, self.birth_on, self.phone, self.address)
        return tuple(column for column in named if column is not None)


@dataclass(frozen=True)
class Contract:
    """One table a department hands over. `bronze.<table>` and `landing/<department>/<table>/` carry its name.

    `department` owns the records. `key` names the columns that make a record the same record in a later delivery; an
    empty key means that only its place in its file tells a record apart. `event_on` names the date column that says
    when it happened. `place` is where its subject lies: the columns with the department's own address code and, if any,
    the text. `retention_days` count from the day a record was last delivered. `unreadable` says what a night does
    without a file of the table that nobody can read: go on with the file in quarantine, or stop with the reason, which
    is for tables without which its lists would be wrong rather than thinner.
    """

    department: str
    table: str
    title: str
    grain: str
    key: tuple[str, ...]
    event_on: str | None
    columns: tuple[Column, ...]
    mentions: tuple[Mention, ...] = ()
    place: tuple[str, str | None] | None = None
    purpose: str = ""
    legal_basis: str = ""
    retention_days: int = 3650
    unreadable: Literal["quarantine", "stop"] = "quarantine"

    def purpose_of(self, column: Column) -> str:
        """What the column is for, in words: its own purpose, what follows from what it is, or the contract's."""
        if column.purpose:
            return column.purpose
        about = [mention for mention in self.mentions if column.name in mention.columns]
        if about and all(mention.links_only for mention in about):
            return "to link the row to who reported it, and nothing further; stays in bronze and the vault"
        if about:
            return "to know whom the row is about; stays in bronze and the vault"
        if column.name in self.key:
            return "to recognise the record in a later delivery"
        if column.name == self.event_on:
            return "when it happened: windows count by it"
        return self.purpose

    def legal_basis_of(self, column: Column) -> str:
        """The law under which the column is used: its own, or the contract's, with what binds identifying columns."""
        basis = column.legal_basis or self.legal_basis
        identifies = any(column.name in mention.columns for mention in self.mentions)
        if identifies and "个人信息保护法" not in basis:
            return f"{basis}; {PERSONAL_INFORMATION_LAW}"
        return basis

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError if the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.department}.{self.table} has no column {name!r}")

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


BRONZE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("source_row_id", "string"),
    ("source", "string"),
    ("department", "string"),
    ("source_file", "string"),
    ("source_place", "string"),
    ("source_row", "bigint"),
    ("event_on", "date"),
    ("event_on_basis", "string"),
    ("known_on", "date"),
    ("flags", "array<string>"),
    ("withdrawn", "boolean"),
)
"""Columns every bronze table starts with. `source_row_id` is keyed and carries no personal data; `source_file` is
the path under landing, which may hold somebody's name; `source_place` says the same file by its delivery and number and
may be told anywhere; `source_row` is the line or sheet row in it, so that a reader can be sent to the very row.
`event_on_basis` is recorded, recorded_month or title_year (only the month or the year is known, and `event_on` is its
first day: no window counts by it) or unknown, where `event_on` is null; `flags` lists doubts about values that did not
reject the row. `withdrawn` is true where the department took the record back: the row is kept, holds the key at the
least, and from its `known_on` on no reader sees the record any more; null means false."""

WITHDRAWN = "withdrawn"
STATE_HEADERS: tuple[str, ...] = ("数据状态", "操作类型")
"""Headers under which a department may say, in any table, whether a row is a record in force or takes one back."""

STATES: dict[str, bool] = {"有效": False, "新增": False, "修改": False, "更新": False, "删除": True, "撤回": True}
"""Words under those headers, and whether they take the record back; a row with another word is quarantined."""


def party(
    role: str, title: str, *, required: bool = True, null_means: str = "not recorded", address: bool = True
) -> tuple[Column, ...]:
    """The five columns by which departments write a party that may be a person or a company.

    Without `address` they are four: a register of homes says where a home is, and nothing needs to know where its
    owner lives.
    """
    columns = (
        Column(f"{role}_name", f"{title}姓名或名称", "party_name", null_means, required=required, synonyms=(title,)),
        Column(f"{role}_kind", f"{title}类型", "category", null_means, allowed=PARTY_KINDS),
        Column(f"{role}_id_number", f"{title}证件号码", "party_id", "not recorded or masked by the department"),
        Column(f"{role}_phone", f"{title}联系电话", "phone", "not recorded"),
        Column(f"{role}_address", f"{title}地址", "address", "not recorded"),
    )
    return columns if address else columns[:-1]


def party_mention(
    role: str, *, links_only: bool = False, address: bool = True, context: tuple[ContextKind, str] | None = None
) -> Mention:
    """The mention that goes with the columns of `party`."""
    return Mention(
        role=role,
        kind="party",
        name=f"{role}_name",
        id_number=f"{role}_id_number",
        kind_column=f"{role}_kind",
        phone=f"{role}_phone",
        address=f"{role}_address" if address else None,
        links_only=links_only,
        context=context,
    )


PARTY_KINDS: tuple[tuple[str, str], ...] = (
    ("自然人", "person"),
    ("个人", "person"),
    ("法人", "company"),
    ("单位", "company"),
    ("非法人组织", "company"),
)
