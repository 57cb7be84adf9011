"""Which mentions of companies are linked, why, and which are kept apart."""

from __future__ import annotations

from random import Random
from typing import Any

import pyarrow as pa
import pytest

from identifiers.company_names import plain_stem
from models.linking import company_relations
from models.linking.company_edges import company_edges
from models.linking.company_levels import COMPANY_LEVELS
from models.linking.company_mentions import FORMER_NAMES, told_former_names
from models.linking.kinds import names_given_up, telling_company_name
from models.linking.normal_forms import FORMER_JOINT
from models.linking.schemas import EDGES

_COLUMNS = [
    "source_row_id",
    "role",
    "kind",
    "name",
    "stem",
    "former_name",
    "own_id",
    "registration_no",
    "organisation_code",
    "phone",
    "address",
]  # links_only is boolean


def mention(row: str, name: str | None = None, **values: Any) -> dict[str, Any]:
    """One company mention; its name is brought to normal form as the night does."""
    form = telling_company_name(name)
    stem = None if form is None else plain_stem(form)
    former = FORMER_JOINT.join(names_given_up(name)) or None
    said = {"name": form, "stem": stem, "former_name": former, **values}
    return {"source_row_id": row, "role": "company", "kind": "company", "links_only": False, **said}


def officer(row: str, own_id: str) -> dict[str, Any]:
    return {"source_row_id": row, "role": "officer", "kind": "person", "links_only": False, "own_id": own_id}


def made(*mentions: dict[str, Any], former: dict[str, str] | None = None) -> pa.Table:
    table = pa.table(
        {
            **{name: pa.array([one.get(name) for one in mentions], pa.string()) for name in _COLUMNS},
            "links_only": [one["links_only"] for one in mentions],
        }
    )
    named = pa.table([list(former or {}), list((former or {}).values())], schema=FORMER_NAMES)
    found = company_edges(table, pa.concat_tables([named, told_former_names(table)]))
    assert found.schema == EDGES
    return found


def edges(*mentions: dict[str, Any], **more: Any) -> dict[str, str]:
    """Level by the two rows it links."""
    return {f"{row['left_id'][0]}{row['right_id'][0]}": row["level"] for row in made(*mentions, **more).to_pylist()}


def linked(one: str, other: str, **values: Any) -> str | None:
    """The level at which two names, the first with a code, are linked; null when they are not."""
    return edges(mention("a", one, own_id="C1", **values), mention("b", other, **values)).get("ab")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公司", "company_name"),
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公司（锅炉房）", "company_name"),
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公司-二期工地", "company_name"),
        ("厦门鑫海投资咨询有限公司", "（白名单）厦门鑫海投资咨询有限公司", "company_name"),
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公司;厦门旁人置业有限公司", "company_name"),
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询股份有限公司", "same_but_for_form"),
        ("厦门鑫海投资咨询有限公司", "厦门市鑫海投资咨询有限责任公司", "same_but_for_form"),
        ("厦门鑫海投资咨询有限公司", "鑫海投资咨询（厦门）有限公司", "same_but_for_form"),
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公", "same_but_for_form"),
        ("厦门鑫海科技有限公司", "厦门鑫海科技集团有限公司", "same_but_for_form"),
        ("厦门鑫海投资咨询有限公司", "鑫海投资咨询有限公司", "same_but_for_place"),
        ("厦门鑫海达科技有限公司", "厦门鑫海达科技发展有限公司", "same_but_for_trade_word"),
        ("厦门鑫海达文化传媒有限公司", "厦门鑫海达文化传播有限公司", "same_but_for_trade_word"),
        ("厦门祥和达酒店管理有限公司", "厦门详和达酒店管理有限公司", "homophone"),
        ("厦门鑫海投资咨询有限公司", "廈門鑫海投資咨詢有限公司", "company_name"),
        ("厦门市翔安区鑫海汽车修理店", "厦门市翔联区鑫海汽车修理店", "same_but_for_form"),
        ("厦门市翔安区鑫海汽车修理店", "翔安区鑫海汽车修理店", "same_but_for_form"),
    ],
)
def test_names_of_one_company_link(one: str, other: str, level: str) -> None:
    assert linked(one, other) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("厦门鑫海投资咨询有限公司", "泉州鑫海投资咨询有限公司"),  # two places
        ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询有限公司集美分公司"),  # a branch has a name and a code of its own
        ("厦门鑫海投资咨询有限公司", "厦门鑫海汽车租赁有限公司"),  # another trade: a sister
        ("厦门鑫海投资咨询有限公司", "厦门鑫达投资咨询有限公司"),  # one character, another sound
        ("厦门祥和超市有限公司", "厦门详和超市有限公司"),  # sounds alike, but short
        ("厦门市翔安区鑫海汽车修理店", "厦门市新安区鑫海汽车修理店"),  # or 同安
        ("厦门市翔安区鑫海汽车修理店", "厦门市同安区鑫海汽车修理店"),
        ("厦门鑫海集团有限公司", "厦门鑫海股份有限公司"),  # parent and listed child
        ("厦门建筑工程有限公司", "厦门建筑工程有限责任公司"),  # nothing but words of trade
    ],
)
def test_names_of_two_companies_do_not(one: str, other: str) -> None:
    assert linked(one, other) is None


CALLED, GIVEN_UP = "厦门鑫海投资咨询有限公司", "厦门顺达汽车租赁有限公司"


@pytest.mark.parametrize("note", ["曾用名：{}", "原名：{}", "原{}"])
def test_a_note_of_a_former_name_links_who_still_writes_it(note: str) -> None:
    noted = f"{CALLED}（{note.format(GIVEN_UP)}）"
    assert linked(noted, GIVEN_UP) == "former_name"
    assert linked(noted, CALLED) == "company_name"
    assert linked(GIVEN_UP, noted) == "former_name"


@pytest.mark.parametrize("note", ["现已更名为{}", "更名为：{}", "现名：{}"])
def test_a_note_of_a_new_name_links_who_bears_it_and_who_writes_the_old_one(note: str) -> None:
    noted = f"{GIVEN_UP}（{note.format(CALLED)}）"
    assert linked(CALLED, noted) == "company_name"
    assert linked(noted, GIVEN_UP) == "former_name"


def test_a_note_links_nobody_where_another_company_bears_the_name_now() -> None:
    noted = mention("a", f"{CALLED}（曾用名：{GIVEN_UP}）", own_id="C1")
    assert not edges(noted, mention("b", GIVEN_UP, own_id="C2"), mention("c", GIVEN_UP))


def test_a_note_in_a_row_of_two_companies_or_of_a_reporter_says_nothing() -> None:
    noted, former = mention("a", f"{CALLED}（曾用名：{GIVEN_UP}）", own_id="C1"), mention("b", GIVEN_UP)
    assert edges(noted, former) == {"ab": "former_name"}
    assert not edges(noted, former, mention("a", "厦门明月五金商行", own_id="C3") | {"role": "owner"})
    assert not edges(noted | {"links_only": True}, former)


def test_two_codes_are_never_linked_by_name() -> None:
    names = ("厦门鑫海投资咨询有限公司", "厦门鑫海投资咨询股份有限公司")
    assert not edges(*(mention(row, name, own_id=row) for row, name in zip("ab", names, strict=True)))


def test_a_name_that_two_codes_bear_links_to_the_one_whose_phone_or_address_agrees() -> None:
    name = "厦门鑫海投资咨询有限公司"
    two = (mention("a", name, own_id="C1", phone="1", address="x"), mention("b", name, own_id="C2", phone="2"))
    assert not edges(*two, mention("c", name))
    assert edges(*two, mention("c", name, phone="2")) == {"bc": "company_name_and_phone"}
    assert edges(*two, mention("c", name, address="x")) == {"ac": "company_name_and_address"}


def test_a_phone_behind_six_names_does_not_tell_which_of_two_codes_a_name_means() -> None:
    name = "厦门鑫海投资咨询有限公司"
    rows = [mention("a", name, own_id="C1", phone="1"), mention("b", name, own_id="C2"), mention("c", name, phone="1")]
    clients = [
        mention(str(place), f"厦门{sign}山商贸有限公司", own_id=sign, phone="1")
        for place, sign in enumerate("金银铜铁锡")
    ]
    assert edges(*rows, *clients[:4]) == {"ac": "company_name_and_phone"}
    assert not edges(*rows, *clients)


def test_a_near_name_that_two_codes_have_links_to_neither() -> None:
    coded = (mention("a", "厦门鑫海投资有限公司", own_id="C1"), mention("b", "鑫海投资（厦门）有限公司", own_id="C2"))
    assert not edges(*coded, mention("c", "厦门鑫海投资股份有限公司"))


@pytest.mark.parametrize(
    ("value", "level"), [({"phone": "1"}, "shortened_and_phone"), ({"address": "x"}, "shortened_and_address")]
)
def test_a_short_name_links_where_phone_or_address_agree(value: dict[str, str], level: str) -> None:
    assert linked("厦门鑫海投资咨询有限公司", "鑫海投资公司", **value) == level
    assert linked("厦门鑫海投资咨询有限公司", "鑫海投资公司") is None


def test_one_character_links_where_an_officer_agrees() -> None:
    pair = (mention("a", "厦门鑫海投资有限公司", own_id="C1"), mention("b", "厦门鑫达投资有限公司"))
    assert not edges(*pair)
    assert edges(*pair, officer("a", "P1"), officer("b", "P1")) == {"ab": "one_character_and_officer"}


def test_a_phone_behind_six_names_is_no_evidence() -> None:
    def others(count: int) -> list[dict[str, Any]]:
        names = ("厦门春风茶庄有限公司", "厦门明月五金商行", "厦门四海物流有限公司", "厦门兴旺餐饮店")
        return [mention(str(place), name, phone="1") for place, name in enumerate(names[:count])]

    pair = (mention("a", "厦门鑫海投资咨询有限公司", own_id="C1", phone="1"), mention("b", "鑫海投资公司", phone="1"))
    assert edges(*pair, *others(3)) == {"ab": "shortened_and_phone"}
    assert not edges(*pair, *others(4))


def test_a_company_whose_name_is_written_wrong_six_times_is_one_behind_its_phone() -> None:
    bank = mention("a", "厦门鹭岛融资租赁有限公司", own_id="C1", phone="1")
    wrong = [
        mention(row, f"厦门鹭岛{sign}资租赁有限公司", phone="1")
        for row, sign in zip("bcdefg", "优创合汇联众", strict=True)
    ]
    assert {pair: level for pair, level in edges(bank, *wrong).items() if pair[0] == "a"} == dict.fromkeys(
        ("ab", "ac", "ad", "ae", "af", "ag"), "one_character_and_phone"
    )


def test_a_registration_number_links_and_tells_the_code() -> None:
    rows = (
        mention("a", "厦门鑫海投资有限公司", own_id="C1", registration_no="R1"),
        mention("b", "旁名字有限公司", registration_no="R1"),
    )
    assert edges(*rows) == {"ab": "registration_no"}


def test_a_registration_number_with_two_codes_is_for_a_person_to_decide() -> None:
    rows = [mention(row, own_id=row, registration_no="R1") for row in "ab"]
    assert edges(*rows, mention("c", registration_no="R1")) == {"ab": "registration_no"}


def test_the_organisation_code_stands_in_for_a_damaged_credit_code() -> None:
    rows = (mention("a", own_id="C1", organisation_code="123456786"), mention("b", organisation_code="123456786"))
    assert edges(*rows) == {"ab": "organisation_code"}


def test_a_former_name_links_unless_another_company_has_it_now() -> None:
    change = mention("a", "厦门新海投资有限公司", own_id="C1")
    old = mention("b", "厦门鑫远贸易有限公司")
    former = {"a": "厦门鑫远贸易有限公司"}
    assert edges(change, old, former=former) == {"ab": "former_name"}
    assert not edges(change, old, mention("c", "厦门鑫远贸易有限公司", own_id="C3"), former=former)


def test_a_reporter_is_linked_and_links_nobody() -> None:
    name = "厦门鑫海投资咨询有限公司"
    reporter = {**mention("b", name, own_id=None, phone="1"), "links_only": True}
    assert edges(mention("a", name, own_id="C1"), reporter) == {"ab": "company_name"}
    assert not edges(reporter, {**reporter, "source_row_id": "c"})
    short = mention("d", "鑫海投资公司", phone="1")
    assert not edges(mention("a", name, own_id="C1"), reporter, short).keys() & {"ad", "bd"}


def test_a_reporter_does_not_stand_for_a_code_that_shares_an_organisation_code() -> None:
    rows = [mention(row, own_id=code, organisation_code="123456786") for row, code in (("b", "C1"), ("c", "C2"))]
    reporter = {**mention("a", own_id="C2", organisation_code="123456786"), "links_only": True}
    assert edges(*rows) == edges(*rows, reporter) == {"bc": "organisation_code"}


def test_the_order_of_rows_does_not_matter() -> None:
    names = ("厦门鑫海投资有限公司", "厦门鑫海投资股份有限公司", "鑫海投资（厦门）有限公司", "厦门鑫海投资有限公司")
    rows = [mention(row, name) for row, name in zip("abcd", names, strict=True)]
    assert edges(*rows) == edges(*reversed(rows))


def test_every_level_has_words_without_values_and_a_probability() -> None:
    for level in COMPANY_LEVELS.values():
        assert 0.5 < level.probability < 1
        assert level.zh
        assert level.en


_NAMES = [
    f"{place}{proper}{trade}{form}"
    for place in ("厦门", "厦门市", "")
    for proper in ("鑫海", "鑫海祥和", "鑫海详和")
    for trade in ("科技", "科技发展", "酒店管理")
    for form in ("有限公司", "股份有限公司")
]


def drawn_rows(drawn: Random) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Companies and officers of a small town, and names that some companies gave up."""

    def some(values: str) -> str | None:
        return drawn.choice((*values, None, None))

    rows = [
        mention(
            f"{place:02}",
            drawn.choice(_NAMES),
            own_id=some("CDE"),
            registration_no=some("RS"),
            organisation_code=some("OP"),
            phone=some("123456"),
            address=some("xyz"),
            links_only=drawn.random() < 0.2,
        )
        for place in range(30)
    ]
    officers = [officer(f"{drawn.randrange(30):02}", drawn.choice("PQ")) for _ in range(6)]
    further = {f"{drawn.randrange(30):02}": telling_company_name(drawn.choice(_NAMES)) or "" for _ in range(4)}
    return [*rows, *officers], further


@pytest.mark.parametrize("seed", range(12))
def test_a_row_that_repeats_what_a_credit_code_says_changes_no_link(seed: int) -> None:
    drawn = Random(seed)
    rows, further = drawn_rows(drawn)
    proven = [row for row in rows if row["kind"] == "company" and row["own_id"] and not row["links_only"]]
    again = [{**row, "source_row_id": f"repeated {place}"} for place, row in enumerate(drawn.choices(proven, k=20))]
    assert made(*rows, *again, former=further).equals(made(*rows, former=further))


@pytest.mark.parametrize("seed", range(12))
def test_names_that_are_not_taken_apart_would_link_nobody(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, further = drawn_rows(Random(seed))
    found = made(*rows, former=further)
    monkeypatch.setattr(company_relations, "perhaps_related", lambda _, names: set(names))
    assert found.equals(made(*rows, former=further))
