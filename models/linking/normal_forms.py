"""Mentions brought to normal form, with the ids they would have on their own, in one pass through Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from identifiers import addresses, citizen_ids, credit_codes, names, phones
from identifiers.company_names import parse, plain_stem
from identifiers.doors import Door, door
from identifiers.han import name_sound, simplified
from identifiers.pseudonyms import SEPARATOR
from identifiers.writing import half_width
from models.linking import kinds
from models.linking.schemas import arrow_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from identifiers.pseudonyms import Pseudonyms

NORMAL_DDL = (
    "source_row_id string, table string, department string, role string, links_only boolean, known_on date, "
    "registration_no string, organisation_code string, kind string, name string, number string, phone string, "
    "address string, birth_on date, own_id string, alone_id string, id_seen string, masked_name string, "
    "context string, sound string, door string, building string, number_of_another string, "
    "recorded_birth_on date, stem string, former_name string"
)
"""Columns of a normalised mention. `number` is a valid citizen id or credit code, else null; `organisation_code` is the
one that a company's number is or holds, valid or not; `name` is null when it tells nobody apart; `phone` is null when
wrong or a service number; `birth_on` is the valid id's before the recorded one, which `recorded_birth_on` keeps.
`own_id` is the entity behind the valid number, `alone_id` the one the mention is when nothing links it. `id_seen` is
what can be read of a person's number that is masked or wrong (see `citizen_ids.pattern`), `masked_name` a person's name
as somebody hid it. `context` names the home, company or notary office that a row shows a person with, in normal form,
its kind before it, a company by name proper and trade. `sound` is how a person's name sounds (`han.name_sound`), `door`
and `building` what doors call a person's address (`identifiers.doors`), `building` of the home that a row shows a
person with where it gives no address: they are asked of every mention every night, so they are made here, many at a
time. So is `stem`, of a company's name (`company_names.plain_stem`). `former_name` is what a company's name as written
says that it was called before, several joined by `FORMER_JOINT`; null where it says nothing.
`number_of_another` is the valid number that a row bears and that is another's by all other rows or by a verdict: null
here, where a row is seen alone (`anothers_numbers`); the mention then has no number of its own."""


FORMER_JOINT = ";"
"""Stands between the names of a `former_name`, and in none."""

HOME = "home "
"""What stands before the door of a home in a `context`."""

_FORMS_KEPT = 1 << 16
"""Values of each kind whose forms a process keeps at hand: some ten megabytes a kind. A value comes back in the next
batch as often as in its own: people and companies send a row a month."""

_kept = lru_cache(_FORMS_KEPT)


def normalised(mentions: DataFrame, pseudonyms: Pseudonyms) -> DataFrame:
    """The mentions in normal form (`NORMAL_DDL`), row for row.

    Python and not SQL, because the checks live in `identifiers` and must be the same everywhere. A process works once
    on a value that comes back soon, in the same Arrow batch or a later one. The key of the pseudonyms travels inside
    the pickled function and appears in no plan.
    """

    def batches(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            yield normal_frame(frame, pseudonyms)

    return mentions.mapInPandas(batches, schema=NORMAL_DDL)


def normal_table(mentions: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    """`normalised` of mentions (`MENTION_DDL`) that this process holds."""
    schema = arrow_columns(NORMAL_DDL)
    frame = normal_frame(mentions.to_pandas(), pseudonyms)
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False)


def normal_frame(rows: pd.DataFrame, pseudonyms: Pseudonyms) -> pd.DataFrame:
    """One batch of mentions (`MENTION_DDL`) in normal form (`NORMAL_DDL`), row for row."""
    said = (rows[column].tolist() for column in ("declared_kind", "kind", "id_number", "name"))
    kind = [_kind(*row) for row in zip(*said, strict=True)]
    person = pd.Series([value == "person" for value in kind], index=rows.index, dtype=bool)
    made = rows[["source_row_id", "table", "department", "role", "links_only", "known_on", "registration_no"]].copy()
    made["organisation_code"] = _each(rows["id_number"][~person], _organisation_code).reindex(rows.index)
    made["kind"] = kind
    made["name"] = _either(
        person,
        _each(rows["name"][person], _person_name),
        _each(rows["name"][~person], _company_name),
    )
    checked = _each(rows["id_number"][person], _citizen_id)
    made["number"] = _either(
        person,
        checked.map(lambda check: check.number if check is not None and check.valid else None),
        _each(rows["id_number"][~person], _valid_code),
    )
    made["id_seen"] = checked.map(lambda check: None if check is None else citizen_ids.pattern(check)).reindex(
        rows.index
    )
    made["masked_name"] = _each(rows["name"][person], _masked).reindex(rows.index)
    made["context"] = _contexts(rows["context_kind"].where(person), rows["context"])
    made["phone"] = _each(rows["phone"], _own_phone)
    made["address"] = _each(rows["address"], _address)
    made["sound"] = _each(made["name"][person], _sound).reindex(rows.index)
    doors = _each(made["address"][person], _door)
    for part in Door._fields:
        made[part] = doors.map(lambda one, part=part: None if one is None else getattr(one, part)).reindex(rows.index)
    at_home = (rows["context_kind"] == "home") & person & made["address"].isna()
    made.loc[at_home, "building"] = _each(made["context"][at_home], home_building)
    made["number_of_another"] = None
    in_id = checked.map(lambda check: None if check is None else check.birth_on)
    made["recorded_birth_on"] = rows["birth_on"]
    made["stem"] = _each(made["name"][~person], _stem).reindex(rows.index)
    made["former_name"] = _each(rows["name"][~person], _former_name).reindex(rows.index)
    made["birth_on"] = in_id.reindex(rows.index).combine_first(rows["birth_on"]).astype(object)
    made["own_id"] = _ids_of_numbers(pseudonyms, made["kind"], made["number"])
    made["alone_id"] = _ids_alone(pseudonyms, made)
    made = made[[column.split()[0] for column in NORMAL_DDL.split(", ")]]
    return made.astype(object).where(made.notna(), None)


def _each(values: pd.Series, form: Callable[[str], Any]) -> pd.Series:
    """`form` of every value; null stays null."""
    made = [form(value) if isinstance(value, str) else None for value in values.tolist()]
    return pd.Series(made, index=values.index, dtype=object)


def _either(person: pd.Series, of_persons: pd.Series, of_companies: pd.Series) -> pd.Series:
    return pd.concat([of_persons, of_companies]).reindex(person.index).astype(object)


def _ids_of_numbers(pseudonyms: Pseudonyms, kind: pd.Series, number: pd.Series) -> pd.Series:
    """Ids of those behind valid numbers, worked out once per distinct one; null without a number."""
    made = pd.Series(None, index=kind.index, dtype=object)
    for one in ("company", "person"):
        chosen = number.notna() & (kind == one)
        numbers = number[chosen].tolist()
        distinct = dict.fromkeys(numbers)
        ids = dict(zip(distinct, pseudonyms.of_each(one, ([each] for each in distinct)), strict=True))
        made[chosen] = [ids[each] for each in numbers]
    return made


def _ids_alone(pseudonyms: Pseudonyms, made: pd.DataFrame) -> pd.Series:
    """Ids of the mentions themselves. The word before row and role keeps them apart from those of numbers."""
    ids = pd.Series(None, index=made.index, dtype=object)
    for one in ("company", "person"):
        chosen = made["kind"] == one
        row, role = (pa.array(made[column][chosen], pa.string()) for column in ("source_row_id", "role"))
        ids[chosen] = pseudonyms.of_joined(one, pc.binary_join_element_wise("row", row, role, SEPARATOR))
    return ids


def _contexts(kind: pd.Series, written: pd.Series) -> pd.Series:
    made = pd.Series([None] * len(kind), index=kind.index, dtype=object)
    for name, form in _CONTEXT_FORMS.items():
        chosen = kind == name
        made[chosen] = _each(written[chosen], form)
    return made


@_kept
def _kind(declared: str, held: str | None, id_number: str | None, name: str | None) -> kinds.Kind:
    return kinds.entity_kind(declared, held, id_number, name)


_person_name = _kept(kinds.telling_person_name)
_company_name = _kept(kinds.telling_company_name)
_organisation_code = _kept(credit_codes.organisation_code)
_citizen_id = _kept(citizen_ids.check)
_door = _kept(door)
_stem = _kept(plain_stem)


@_kept
def _former_name(text: str) -> str | None:
    return FORMER_JOINT.join(kinds.names_given_up(text)) or None


@_kept
def _address(text: str) -> str | None:
    return addresses.address_form(text) or None


@_kept
def _sound(name: str) -> str:
    return name_sound(simplified(name))


@_kept
def _home(text: str) -> str | None:
    found = door(addresses.address_form(text)).door
    return found and f"{HOME}{found}"


def home_building(context: str) -> str:
    """The building of a home as a `context` names it: its door up to the second number."""
    return context.removeprefix(HOME).partition("-")[0]


def _company(text: str) -> str | None:
    """By name proper and trade: rows leave out place and legal form, and of a namesake elsewhere an officer would have
    to bear the person's name."""
    found = _company_name(text)
    if found is None:
        return None
    stem = parse(found).stem
    return f"company {stem if len(stem) >= kinds.LEAST_TELLING else found}"


def _notary_office(deed_no: str) -> str | None:
    found = _DEED_OFFICE.search(half_width(deed_no))
    return f"notary_office {found[1]}" if found else None


_CONTEXT_FORMS: dict[str, Callable[[str], str | None]] = {
    "home": _home,
    "company": _company,
    "notary_office": _notary_office,
}
# A deed is numbered by year, office, kind of deed and count: (2024)厦鹭证内字第123号, (2024)厦鹭证委字第45号.
_DEED_OFFICE = re.compile(r"\d{4}\s*[)\]〕年]\s*(.+?证(?=\D{0,4}字)|.+?(?=[内外民经执港台涉]*字))")


@_kept
def _masked(name: str) -> str | None:
    return names.person_name_form(name) if names.is_masked_person(name) else None


@_kept
def _valid_code(text: str) -> str | None:
    check = credit_codes.check(text)
    return check.code if check.valid else None


@_kept
def _own_phone(text: str) -> str | None:
    check = phones.check(text)
    return check.number if check.valid and check.kind != "service" else None
