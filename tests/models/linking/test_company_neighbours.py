"""Companies over nights: comparing what changed ends in the links, entities and doubts of comparing all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from models.linking import Comparison, Disturbed, Linked, Registry, link
from models.linking.company_mentions import FORMER_NAMES
from models.linking.kinds import telling_company_name
from models.linking.levels import LEVELS, NUMBER_METHODS
from models.linking.person_neighbours import PAST
from tests.models.linking.kept import CROSSWALKS, NO_LINKS, kept
from tests.models.linking.test_company_edges import mention, officer
from tests.models.linking.test_person_edges import KEY
from tests.models.linking.test_person_neighbours import NORMAL

YESTERDAY, TODAY = date(2026, 3, 1), date(2026, 3, 2)
NAMES = [
    f"{place}{proper}{trade}{form}"
    for place in ("厦门", "厦门市", "")
    for proper in ("鑫海", "鑫海祥和", "鑫海详和", "顺达")
    for trade in ("科技", "科技发展", "酒店管理", "")
    for form in ("有限公司", "股份有限公司", "")
]
STRANGERS = [f"厦门{one}{other}贸易有限公司" for one in "金木水火土" for other in "东南西北中"]


@dataclass(frozen=True)
class Record:
    """A source row: its mentions, and the further name that it gives its company."""

    mentions: tuple[dict[str, Any], ...]
    known_on: date
    further: str | None = None


Night = dict[str, Record]
"""Records by source row."""


def company(source: str, name: str, known_on: date = YESTERDAY, further: str | None = None, **values: Any) -> Night:
    """A night's one record of a company."""
    return {source: Record((mention(source, name, **values),), known_on, further)}


def drawn(dice: Random, source: str, spread: int, known_on: date) -> Record:
    """A company and now and then its officer. Values repeat the less the larger `spread` is."""

    def some(values: int, often: float = 0.5) -> str | None:
        return str(dice.randrange(values * spread)) if dice.random() < often else None

    own_id = some(4)
    one = mention(
        source,
        dice.choice([*NAMES, None] if spread == 1 else [*NAMES, *STRANGERS, None]),
        own_id=own_id and f"C{own_id}",
        registration_no=some(3, 0.3),
        organisation_code=own_id if dice.random() < 0.8 else some(3, 0.2),
        phone=some(5),
        address=some(4, 0.3),
        links_only=dice.random() < 0.15,
    )
    acting = [officer(source, f"P{dice.randrange(3 * spread)}")] if dice.random() < 0.2 else []
    further = telling_company_name(dice.choice(NAMES)) if dice.random() < 0.15 else None
    return Record((one, *acting), known_on, further)


def drawn_nights(seed: int, spread: int) -> tuple[Night, Night]:
    """Two nights: of some records of the first the second holds another version, some are gone, some come before, among
    and behind them. Whoever gives a further name stays as it is."""
    dice = Random(seed)
    rate = dice.choice([0.02, 0.07])
    first = {f"r{place:03}": drawn(dice, f"r{place:03}", spread, YESTERDAY) for place in range(dice.randrange(10, 80))}
    second: Night = {}
    for source, record in first.items():
        fate = 1.0 if record.further else dice.random()
        if fate < rate / 2:
            second[source] = replace(drawn(dice, source, spread, TODAY), further=None)
        elif fate > rate:
            second[source] = record
    for place in range(dice.randrange(3)):
        source = f"{dice.choice('aqrz')}{dice.randrange(1000):03}{place}"
        second[source] = drawn(dice, source, spread, TODAY)
    return first, second


class City:
    """A night's mentions, linked by stated rules; `compared` counts those compared anew."""

    def __init__(self, night: Night, before: City | None = None) -> None:
        self.before = before
        self.compared: int | None = None
        rows = [
            {
                **one,
                "mention_id": f"{source}/{one['role']}",
                "alone_id": f"A{source}{one['role']}",
                "table": table(record),
            }
            | {"known_on": record.known_on}
            for source, record in night.items()
            for one in record.mentions
        ]
        schema = NORMAL.append(pa.field("mention_id", pa.string()))
        self.normal = pa.Table.from_pylist([dict.fromkeys(schema.names) | row for row in rows], schema=schema)
        further = {source: record.further for source, record in night.items() if record.further}
        self.further = pa.table([list(further), list(further.values())], schema=FORMER_NAMES)

    def linked(self, registry: Registry) -> Linked:
        compare = Comparison(
            self.normal,
            self.further,
            KEY,
            lambda _: PAST.empty_table(),
            earlier=self.before.said if self.before else None,
        )

        def counted(disturbed: Disturbed | None) -> Any:
            found = compare(disturbed)
            self.compared = None if "company" in found.kinds else len(found.mentions)
            return found

        normal, registry = (self.normal, registry) if not len(registry.links) else kept(self.normal, registry)
        return link(normal, counted, "v1", registry, [], lambda kind, one: f"new {one}")

    def said(self, ids: pa.Array) -> pa.Table:
        """What a later night is told of mentions."""
        return self.normal.filter(pc.is_in(self.normal["mention_id"], ids))

    def committed(self, night: Linked) -> Registry:
        found = {row["mention_id"]: row for row in night.mentions.to_pylist()}
        rows = []
        for row in self.normal.to_pylist():
            alone = {
                "entity_id": row["own_id"] or row["alone_id"],
                "level": "credit_code" if row["own_id"] else "alone",
            }
            held = found.get(row["mention_id"], alone)
            method = held["level"] if held["level"] in NUMBER_METHODS else LEVELS[held["level"]][0]
            told = {"entity_id": held["entity_id"], "entity_kind": row["kind"], "method": method}
            links = {f"link_{name}": found.get(row["mention_id"], {}).get(name) for name in ("level", "probability")}
            rows.append(row | told | links)
        kept = [{name: row[name] for name in CROSSWALKS.names} for row in rows]
        return Registry(pa.Table.from_pylist(kept, schema=CROSSWALKS), night.links)


def table(record: Record) -> str:
    return "company_changes" if record.further else "drawn"


def rows(held: pa.Table) -> list[str]:
    return sorted(map(str, held.to_pylist()))


def assert_as_rebuilt(first: Night, second: Night) -> City:
    """The second night, linked by comparing what changed as by comparing all."""
    before = City(first)
    registry = before.committed(before.linked(Registry(CROSSWALKS.empty_table(), NO_LINKS)))
    city = City(second, before)
    tonight, rebuilt = city.linked(registry), City(second).linked(Registry(registry.crosswalks, NO_LINKS))
    assert rows(tonight.links) == rows(rebuilt.links)
    assert rows(tonight.mentions) == rows(rebuilt.mentions)
    assert rows(tonight.changes) == rows(rebuilt.changes)
    assert tonight.doubts == rebuilt.doubts
    return city


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("spread", [1, 4])
def test_what_changed_compared_ends_where_all_compared_do(seed: int, spread: int) -> None:
    assert_as_rebuilt(*drawn_nights(seed, spread))


NAME, OTHER = "厦门鑫海投资咨询有限公司", "厦门顺达汽车租赁有限公司"
KNOWN = company("r1", NAME, own_id="C1") | company("r2", NAME)
ELSEWHERE = company("s1", "厦门明月五金商行", own_id="C9") | company("s2", "厦门明月五金商行")
NAMESAKES = company("r1", NAME, own_id="C1") | company("r2", NAME, own_id="C2") | ELSEWHERE


@pytest.mark.parametrize(
    "second",
    [
        KNOWN | company("r1", OTHER, TODAY, own_id="C1"),  # renamed
        KNOWN | company("r2", NAME, TODAY, own_id="C1"),  # its code was added
        KNOWN | company("r1", NAME, TODAY),  # its code was withdrawn
        KNOWN | company("r0", NAME, TODAY, own_id="C1"),  # an earlier row with the same code
        KNOWN | company("r0", NAME, TODAY, own_id="C2"),  # a second company takes the name
        KNOWN | company("r0", OTHER, TODAY, further=telling_company_name(NAME), own_id="C2"),  # or had it once
        {"r2": KNOWN["r2"]},  # the row with the code is gone
    ],
)
def test_what_happens_to_a_company_changes_whose_its_name_is(second: Night) -> None:
    bystanders = company("r3", OTHER, own_id="C3") | ELSEWHERE
    city = assert_as_rebuilt(KNOWN | bystanders, second | bystanders)
    assert city.compared is not None


def test_a_row_that_says_what_an_earlier_one_of_its_company_said_has_nobody_compared() -> None:
    city = assert_as_rebuilt(KNOWN, KNOWN | company("r9", NAME, TODAY, own_id="C1"))
    assert city.compared == 0


ASKING = pytest.mark.parametrize(
    "asking",
    [
        company("r3", NAME, phone="1"),
        company("r3", NAME, phone="1", links_only=True),
        company("r3", "公司", further=telling_company_name(NAME), phone="1"),
    ],
)


@ASKING
def test_a_new_phone_tells_which_of_two_namesakes_a_mention_speaks_of(asking: Night) -> None:
    namesakes = NAMESAKES | asking
    city = assert_as_rebuilt(namesakes, namesakes | company("r9", NAME, TODAY, own_id="C1", phone="1"))
    assert city.compared == 1


@ASKING
@pytest.mark.parametrize("known_on", [YESTERDAY, TODAY])
def test_a_phone_tells_of_nobody_once_it_is_behind_many_names(asking: Night, known_on: date) -> None:
    """Behind one name more than may be, tonight or since yesterday; and not behind so many after all."""
    namesakes = NAMESAKES | company("r1", NAME, own_id="C1", phone="1")
    clients = [company(f"t{place}", name, own_id=name, phone="1") for place, name in enumerate(STRANGERS[:5])]
    few = reduce(or_, clients[:4], namesakes)
    asked = asking if known_on == YESTERDAY else {}
    again = {"r3": replace(asking["r3"], known_on=known_on)}
    assert_as_rebuilt(few | asked, few | again | clients[4])
    assert_as_rebuilt(few | clients[4] | asked, few | clients[4] | again)
    assert_as_rebuilt(few | clients[4] | asked, few | again)


def test_so_does_a_row_that_gives_the_name_as_a_former_one() -> None:
    namesakes = NAMESAKES | company("r3", NAME, phone="1") | company("r4", OTHER, own_id="C1", phone="1")
    renamed = company("r9", OTHER, TODAY, further=telling_company_name(NAME), own_id="C1", phone="1")
    city = assert_as_rebuilt(namesakes, namesakes | renamed)
    assert city.compared == 1


def test_an_organisation_code_tells_of_whom_a_registration_number_told_another() -> None:
    """The new row shares its phone with `r2`, of another company: `r3`'s by its name, and `r5`'s by two numbers."""
    told = (
        company("r2", "厦门鑫海祥和投资咨询有限公司", phone="1")
        | company("r3", "厦门鑫海祥和投资咨询有限公司", organisation_code="O")
        | company("r4", OTHER, organisation_code="O", registration_no="R")
        | company("r5", STRANGERS[0], own_id="C5", registration_no="R")
    )
    city = assert_as_rebuilt(told, told | company("r9", NAME, TODAY, own_id="C9", phone="1"))
    assert city.compared == 1


NOTED = f"{OTHER}（曾用名：{NAME}）"


@pytest.mark.parametrize("own_id", ["C2", None])
def test_a_new_row_whose_note_gives_a_name_up_changes_whose_that_name_is(own_id: str | None) -> None:
    city = assert_as_rebuilt(KNOWN | ELSEWHERE, KNOWN | ELSEWHERE | company("r0", NOTED, TODAY, own_id=own_id))
    assert city.compared is not None


def test_all_are_compared_where_such_a_note_is_taken_back() -> None:
    noted = company("r0", NOTED, own_id="C2")
    assert assert_as_rebuilt(KNOWN | noted, KNOWN).compared is None
    assert assert_as_rebuilt(KNOWN | noted, KNOWN | company("r0", OTHER, TODAY, own_id="C2")).compared is None


def test_all_are_compared_where_a_change_of_name_is_taken_back() -> None:
    """No night keeps what its row said."""
    changed = company("r0", OTHER, further=telling_company_name(NAME), own_id="C2")
    city = assert_as_rebuilt(KNOWN | changed, KNOWN)
    assert city.compared is None
