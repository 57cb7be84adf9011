"""One delivered file: header, rows, refusals and the account of it, on files drawn by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from expectations.sources.declaration import Source, SourceFile, Unmapped
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest import blocks, files, plans
from jobs.ingest.blocks import Rejected
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.repeats import SeenRecords
from jobs.ingest.sheets import CELL_CHARACTERS

DAY = date(2026, 1, 31)
PENALTIES = "行政处罚决定书文号,行政相对人名称,统一社会信用代码,罚款金额（元）,处罚决定日期,违法行为类型\n"
ROW = "罚1号,厦门甲贸易有限公司,91350100M000100Y43,100,2026-01-05,无照经营\n"

MAPPED = Source(
    "mapped_city",
    (
        SourceFile(
            ("表*.csv",),
            "works",
            "company_penalties",
            headers={"decision_no": "文号", "company_name": "相对人", "fine_fen": "罚款（万元）", "decided_on": "日期"},
            ignored="序号 类别",
            key=("decision_no", "company_name"),
            person_when=(("类别", ("自然人",)),),
            title_year=True,
            day_first=True,
        ),
        SourceFile(
            ("无头.csv",),
            "works",
            "honours",
            headers={"company_name": "名称"},
            given_header=("序号", "名称"),
            ignored="序号",
            constants={"honour_kind": "示范单位"},
        ),
        SourceFile(
            ("罚款.csv",),
            "works",
            "company_penalties",
            headers={"decision_no": "文号", "company_name": "相对人", "fine_fen": "罚款"},
        ),
        SourceFile(("年份.csv",), "works", "honours", headers={"company_name": "名称"}, year_header="年份"),
    ),
    (Unmapped(("目录.csv",), "a catalogue"),),
)


class Accepted(NamedTuple):
    """One accepted row."""

    number: int
    row_id: str
    event_on: date | None
    event_on_basis: str
    flags: list[str]
    withdrawn: bool
    values: tuple[str | None, ...]


Read = tuple[list[Accepted], list[Rejected], Account]
Reader = Callable[..., Read]


def rows_of(block: blocks.Accepted | None) -> list[Accepted]:
    if block is None:
        return []
    told = (block.numbers, block.row_ids, block.event_on, block.event_on_basis, block.flags, block.withdrawn)
    values = zip(*(column.to_pylist() for column in block.values), strict=True)
    return [Accepted(*row, value) for *row, value in zip(*(part.to_pylist() for part in told), values, strict=True)]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    monkeypatch.setattr(plans, "sources", lambda: {MAPPED.name: MAPPED})
    plans.plan_for.cache_clear()

    def reader(
        text: str | bytes,
        *,
        name: str = "f.csv",
        source: str = "xiamen",
        table: str = "company_penalties",
        seen: SeenRecords | None = None,
        delivered: date = DAY,
        block_rows: int = 20_000,
        handed_over: str | None = None,
    ) -> Read:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        place = f"market/{table}/{name}"
        file = DeliveredFile(source, "market", table, delivered, DAY, place, place, str(path), 1, handed_over)
        accepted: list[Accepted] = []
        rejected: list[Rejected] = []
        account = None
        for part in read_file(file, Pseudonyms(b"k" * 32), seen or SeenRecords(), block_rows):
            if isinstance(part, Account):
                account = part
            else:
                accepted += rows_of(part.accepted)
                rejected += part.rejected
        assert account is not None
        assert account.rows_in == len(accepted) + len(rejected)
        return accepted, rejected, account

    yield reader
    plans.plan_for.cache_clear()


@pytest.mark.parametrize(("text", "status"), [(PENALTIES + ROW, "read"), (PENALTIES + ROW * 2, "unreadable")])
def test_a_file_that_was_changed_since_it_was_handed_over_is_not_read(read: Reader, text: str, status: str) -> None:
    accepted, _, account = read(text, handed_over=sha256((PENALTIES + ROW).encode()).hexdigest())

    assert (account.table, account.status) == ("company_penalties", status)
    assert account.sha256 == sha256(text.encode()).hexdigest()
    assert bool(accepted) == (status == "read")


def test_a_row_becomes_typed_values_in_the_contracts_order(read: Reader) -> None:
    accepted, rejected, account = read(PENALTIES + ROW)

    assert accepted[0].values == (
        "罚1号",
        "厦门甲贸易有限公司",
        "91350100M000100Y43",
        "无照经营",
        None,
        "10000",
        "2026-01-05",
        None,
    )
    assert (accepted[0].number, accepted[0].event_on, accepted[0].event_on_basis) == (2, date(2026, 1, 5), "recorded")
    assert not rejected
    assert (account.table, account.status, account.encoding, account.rows_in) == (
        "company_penalties",
        "read",
        "utf-8",
        1,
    )
    assert account.reason == "absent_columns:处罚类别、处罚机关"


def test_titles_blank_rows_and_repeated_headers_are_no_data(read: Reader) -> None:
    title = "某区行政处罚公示,Unnamed: 1,,,,\n,,,,,\n"
    accepted, rejected, account = read(title + PENALTIES + ROW + ",,,,,\n" + PENALTIES)

    assert ([row.number for row in accepted], rejected, account.rows_in) == ([4], [], 1)


def test_headers_are_compared_in_half_width_without_space(read: Reader) -> None:
    accepted, _, account = read(PENALTIES.replace("罚款金额（元）", '"罚款金额\n(元)"') + ROW)

    assert (len(accepted), account.status) == (1, "read")


def test_a_missing_required_column_refuses_every_row(read: Reader) -> None:
    accepted, rejected, account = read("统一社会信用代码,处罚决定日期\n91350100M000100Y43,2026-01-05\nx,y\n")

    assert not accepted
    assert [(row.column, row.rule) for row in rejected] == [("行政相对人名称", "missing_column")] * 2
    assert (account.status, account.reason) == ("refused", "missing_column:行政相对人名称")


def test_a_header_that_nobody_declared_refuses_the_file(read: Reader) -> None:
    header, row = PENALTIES.replace("\n", ",新列\n"), ROW.replace("\n", ",1\n")
    accepted, rejected, account = read(header + row)

    assert (len(accepted), len(rejected)) == (0, 1)
    assert account.reason == "unknown_column: column 7"


def test_a_header_twice_refuses_the_file(read: Reader) -> None:
    _, _, account = read(PENALTIES.replace("违法行为类型", "处罚决定书文号") + ROW)

    assert (account.status, account.reason) == ("refused", "duplicate_column:处罚决定书文号")


def test_a_file_without_any_declared_header_is_refused(read: Reader) -> None:
    _, rejected, account = read("a,b\n1,2\n")

    assert (account.status, account.reason, len(rejected)) == ("refused", "missing_column:行政相对人名称", 2)


def test_rows_of_another_width_are_rejected_one_by_one(read: Reader) -> None:
    short, long, trailing = "罚2号,厦门乙有限公司\n", ROW.strip() + ",多\n", ROW.replace("罚1", "罚3").strip() + ",,\n"
    accepted, rejected, _ = read(PENALTIES + short + long + trailing)

    assert [(row.number, row.rule) for row in rejected] == [(2, "row_cut_short"), (3, "cell_without_header")]
    assert [row.number for row in accepted] == [4]


def test_a_row_cut_short_is_known_by_its_key_where_that_is_there(read: Reader) -> None:
    recorded = read(PENALTIES + ROW)[0]
    cut = ",".join(ROW.split(",")[:3])
    _, rejected, _ = read(f"{PENALTIES}{cut}\n,厦门甲贸易有限公司\n{ROW.strip()},多\n")

    assert [(row.rule, row.row_id) for row in rejected] == [
        ("row_cut_short", recorded[0].row_id),
        ("row_cut_short", None),
        ("cell_without_header", recorded[0].row_id),
    ]


def test_a_rejected_row_keeps_its_text_and_names_the_first_broken_column(read: Reader) -> None:
    _, rejected, _ = read(PENALTIES + "罚1号,,,若干,2026-13-01,\n")

    assert rejected[0][:4] == (2, "company_name", "missing_required", "罚1号\t\t\t若干\t2026-13-01\t")
    first = read(PENALTIES + ROW)[0][0]
    assert rejected[0].row_id == first.row_id, "so that one sees when the record comes right"


def test_a_repeat_is_told_from_a_contradiction(read: Reader) -> None:
    other = ROW.replace("100,", "200,")
    accepted, rejected, _ = read(PENALTIES + ROW + ROW + other)

    assert len(accepted) == 1
    assert [row.rule for row in rejected] == ["duplicate_row", "duplicate_key"]


def test_of_two_deliveries_that_become_known_together_the_later_wins(read: Reader) -> None:
    seen = SeenRecords()
    later, _, _ = read(PENALTIES + ROW.replace("100,", "200,"), seen=seen, delivered=date(2026, 1, 31))
    _, earlier, _ = read(PENALTIES + ROW, seen=seen, delivered=date(2026, 1, 30))

    assert later[0].values[5] == "20000"
    assert [row.rule for row in earlier] == ["superseded"]


def test_the_same_record_has_the_same_id_in_another_file_and_a_row_without_key_its_place(read: Reader) -> None:
    first, _, _ = read(PENALTIES + ROW, name="a.csv")
    again, _, _ = read(PENALTIES + ROW.replace("罚1号", "罚 1号"), name="b.csv")
    keyless, _, _ = read(PENALTIES + ROW.replace("罚1号", "") * 2)

    assert first[0].row_id == again[0].row_id
    assert keyless[0].row_id != keyless[1].row_id


def test_a_destroyed_code_is_a_flag_beside_a_name(read: Reader) -> None:
    accepted, _, _ = read(PENALTIES + ROW.replace("91350100M000100Y43", "9.1350100E+17"))

    assert accepted[0].values[2] is None
    assert accepted[0].flags == ["identifier_destroyed_by_spreadsheet:credit_code"]


def test_a_destroyed_required_code_rejects_its_row(read: Reader) -> None:
    _, rejected, _ = read("网格编号,姓名,登记编号\nG1,张三,3.5E+17\n", table="grid_people")

    assert [(row.column, row.rule) for row in rejected] == [("entry_no", "identifier_destroyed_by_spreadsheet")]


def test_a_penalised_person_is_no_company(read: Reader) -> None:
    person = "罚2号,吴**,1101************42,100,2026-01-05,\n"
    accepted, rejected, _ = read(PENALTIES + ROW + person)

    assert len(accepted) == 1
    assert [row.rule for row in rejected] == ["subject_is_a_person"]


def test_blocks_of_rows_give_what_one_block_gives(read: Reader) -> None:
    text = PENALTIES + "".join(ROW.replace("罚1", f"罚{n % 7}") for n in range(20))

    assert read(text, block_rows=3)[:2] == read(text)[:2]


def test_a_cut_off_file_keeps_what_stands_before(read: Reader) -> None:
    accepted, rejected, account = read(PENALTIES + ROW + '"' + "x" * 2_000_000)

    assert (len(accepted), [(row.number, row.rule) for row in rejected]) == (1, [(3, "cell_too_large")])
    assert account.status == "read"


def test_rows_swallowed_by_a_stray_quote_are_rejected_line_by_line(read: Reader) -> None:
    stray, other = (
        ROW.replace("罚1", "罚2").replace("无照", '"无照'),
        ROW.replace("罚1", "罚4").replace("无照", '"无照'),
    )
    accepted, rejected, account = read(
        PENALTIES + ROW + stray + ROW.replace("罚1", "罚3") + other + ROW.replace("罚1", "罚5")
    )

    assert [row.number for row in accepted] == [2, 6]
    assert [(row.number, row.rule) for row in rejected] == [(number, "rows_in_a_cell") for number in (3, 4, 5)]
    assert account.rows_in == 5


def test_rows_behind_a_quote_that_never_closes_are_rejected_line_by_line(read: Reader) -> None:
    accepted, rejected, _ = read(PENALTIES + ROW + ROW.replace("无照", '"无照') + ROW * 3)

    assert len(accepted) == 1
    assert [(row.number, row.rule) for row in rejected] == [(number, "quote_left_open") for number in (3, 4, 5, 6)]


def test_rows_above_the_header_are_data_and_titles_are_not(read: Reader) -> None:
    misspelt = PENALTIES.replace("行政相对人名称", "相对人名")
    title, narrow = "某区行政处罚,,制表人：某某,,,\n", "罚9号,,,,2026-01-05,\n"
    accepted, rejected, account = read(title + misspelt + ROW + narrow + PENALTIES + ROW)

    assert [row.number for row in accepted] == [6]
    assert [(row.number, row.rule) for row in rejected] == [(number, "row_above_header") for number in (2, 3, 4)]
    assert (account.status, account.rows_in) == ("read", 4)


PERMUTED = "行政相对人名称,行政处罚决定书文号,统一社会信用代码,罚款金额（元）,处罚决定日期,违法行为类型\n"


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("block_rows", [1, 20_000])
def test_below_a_header_in_another_order_nothing_is_read_until_the_first_comes_again(
    read: Reader, quote: str, block_rows: int
) -> None:
    first, second, third = (ROW.replace("罚1号", f"{quote}罚{number}号{quote}") for number in (1, 2, 3))
    moved = "厦门乙贸易有限公司,罚4号,,100,2026-01-05,\n"
    text = PENALTIES + first + PERMUTED + moved + moved + PENALTIES + second + third
    accepted, rejected, account = read(text, block_rows=block_rows)

    assert [row.values[0] for row in accepted] == ["罚1号", "罚2号", "罚3号"]
    assert [(row.number, row.column, row.rule) for row in rejected] == [
        (number, None, "another_header") for number in (3, 4, 5)
    ]
    assert rejected[1].text == moved.strip("\n").replace(",", "\t")
    assert account.rows_in == 6


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_header_that_comes_again_by_other_names_is_a_repeat(read: Reader, quote: str) -> None:
    again = PENALTIES.replace("行政处罚决定书文号", f"{quote}处罚决定书文号{quote}")
    accepted, rejected, account = read(PENALTIES + ROW + again + ROW.replace("罚1", "罚2"))

    assert ([row.number for row in accepted], rejected, account.rows_in) == ([2, 4], [], 2)


def test_a_header_below_the_rows_that_are_looked_through_is_kept_like_all_of_its_file(read: Reader) -> None:
    _, rejected, account = read("甲,乙\n" * 50 + PENALTIES + ROW)

    assert (account.status, account.rows_in, len(rejected)) == ("refused", 52, 52)


def test_a_row_that_holds_one_word_of_a_header_is_a_row(read: Reader) -> None:
    accepted, rejected, _ = read(PENALTIES + ROW.replace("无照经营", "违法行为类型"))

    assert (len(accepted), rejected) == (1, [])


@pytest.mark.parametrize("quote", ["", '"'])
def test_blank_lines_at_the_top_make_no_sheet_empty(read: Reader, quote: str) -> None:
    blank = "\n" * 30 + ",,,,,\n" * 30
    accepted, _, account = read(blank + PENALTIES + ROW.replace("无照经营", f"{quote}无照经营{quote}"))

    assert ([row.number for row in accepted], account.rows_in) == ([62], 1)


def test_broken_json_lines_are_rejected_one_by_one(read: Reader) -> None:
    good = '{"行政处罚决定书文号": "罚1号", "行政相对人名称": "厦门甲贸易有限公司"}'
    accepted, rejected, _ = read(good + "\n{oops\n", name="f.jsonl")

    assert (len(accepted), [(row.number, row.rule) for row in rejected]) == (1, [(2, "not_json")])


@pytest.mark.parametrize(("raw", "reason"), [(b"", "empty_file"), (b"\x00\x01\x02\x03", "binary_content:line 1")])
def test_an_unreadable_file_has_a_reason_and_no_rows(read: Reader, raw: bytes, reason: str) -> None:
    accepted, rejected, account = read(raw)

    assert (accepted, rejected, account.status, account.reason) == ([], [], "unreadable", reason)


def test_an_unmapped_file_has_its_declared_reason(read: Reader) -> None:
    declared = read("甲\n", name="目录.csv", source="mapped_city", table="unmapped")[2]
    unknown = read("甲\n", name="新.csv", source="mapped_city", table="unmapped")[2]

    assert (declared.status, declared.reason, declared.table) == ("unmapped", "a catalogue", None)
    assert unknown.reason == "no declared mapping takes it"


def test_a_table_that_no_contract_declares_is_unmapped(read: Reader) -> None:
    assert read("a\n1\n", table="petitions")[2].reason == "no contract is called petitions"


def test_a_mapping_names_headers_units_persons_and_the_order_of_dates(read: Reader) -> None:
    header = "序号,类别,文号,相对人,罚款（万元）,日期\n"
    company, person = "1,法人,甲1,厦门甲有限公司,0.5,5/12/2025\n", "2,自然人,甲2,小甲家装队,1,\n"
    accepted, rejected, account = read(header + company + person, name="表1.csv", source="mapped_city")

    assert accepted[0].values[:2] == ("甲1", "厦门甲有限公司")
    assert accepted[0].values[5:7] == ("500000", "2025-12-05")
    assert [(row.column, row.rule) for row in rejected] == [("类别", "subject_is_a_person")]
    assert account.reason is None


def test_an_undated_row_takes_the_year_of_its_title_and_says_so(read: Reader) -> None:
    text = "2021年处罚,,,,,\n序号,类别,文号,相对人,罚款（万元）,日期\n1,法人,甲1,厦门甲有限公司,,\n"
    two_years = text.replace("2021年", "2021-2022年")

    dated = read(text, name="表1.csv", source="mapped_city")[0][0]
    undated = read(two_years, name="表1.csv", source="mapped_city")[0][0]

    assert (dated.event_on, dated.event_on_basis) == (date(2021, 1, 1), "title_year")
    assert (undated.event_on, undated.event_on_basis) == (None, "unknown")


def test_a_year_column_dates_its_row_to_the_year_alone(read: Reader) -> None:
    accepted = read("名称,年份\n厦门甲有限公司,2022年\n", name="年份.csv", source="mapped_city")[0]

    assert (accepted[0].event_on, accepted[0].event_on_basis) == (date(2022, 1, 1), "title_year")


def test_a_file_without_header_is_read_by_its_declared_one(read: Reader) -> None:
    accepted, rejected, _ = read("1,厦门甲有限公司\nUnnamed: 0,厦门乙有限公司\n", name="无头.csv", source="mapped_city")

    assert [row.values[1] for row in accepted] == ["厦门甲有限公司", "厦门乙有限公司"]
    assert accepted[0].values[3] == "示范单位"
    assert not rejected


def test_a_department_can_take_a_record_back(read: Reader) -> None:
    states = ("删除", "", "搁置")
    rows = [f"{ROW.strip().replace('罚1', f'罚{number}')},{state}\n" for number, state in enumerate(states)]
    accepted, rejected, account = read(PENALTIES.replace("\n", ",数据状态\n") + "".join(rows))

    assert [(one.number, one.withdrawn) for one in accepted] == [(2, True), (3, False)]
    assert [(one.number, one.column, one.rule) for one in rejected] == [(4, "withdrawn", "unknown_category")]
    assert account.status == "read"


KEY_ONLY = "行政处罚决定书文号,数据状态\n"


def test_a_record_is_taken_back_by_its_key_alone(read: Reader) -> None:
    recorded = read(PENALTIES + ROW)[0]
    accepted, rejected, account = read(KEY_ONLY + "罚1号,删除\n")

    assert [(one.row_id, one.withdrawn) for one in accepted] == [(recorded[0].row_id, True)]
    assert accepted[0].values == ("罚1号", *[None] * (len(accepted[0].values) - 1))
    assert (accepted[0].event_on, accepted[0].event_on_basis, accepted[0].flags) == (None, "unknown", [])
    assert not rejected
    assert account.status == "read"


def test_a_record_is_not_taken_back_without_its_key(read: Reader) -> None:
    accepted, rejected, _ = read(KEY_ONLY + ",删除\n")

    assert not accepted
    assert [(one.column, one.rule) for one in rejected] == [("decision_no", "missing_required")]


def test_a_record_in_force_needs_more_than_its_key(read: Reader) -> None:
    accepted, rejected, _ = read(KEY_ONLY + "罚1号,新增\n")

    assert not accepted
    assert [(one.column, one.rule) for one in rejected] == [("company_name", "missing_required")]


def test_a_file_without_states_needs_every_required_column(read: Reader) -> None:
    assert read("行政处罚决定书文号\n罚1号\n")[2].reason == "missing_column:行政相对人名称"


def test_what_cannot_be_read_of_a_record_that_is_taken_back_is_a_doubt(read: Reader) -> None:
    row = ROW.strip().replace("2026-01-05", "昨天").replace("无照经营", "")
    accepted, rejected, _ = read(PENALTIES.replace("\n", ",数据状态\n") + f"{row},删除\n")

    assert [(one.withdrawn, one.flags) for one in accepted] == [(True, ["not_a_date:decided_on"])]
    assert not rejected


@pytest.mark.parametrize(
    ("states", "kept", "earlier"),
    [
        (("有效", "删除"), True, "superseded"),
        (("删除", "新增"), False, "superseded"),
        (("删除", "删除"), True, "duplicate_row"),
        (("有效", "搁置"), False, "unknown_category"),
    ],
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_the_last_state_of_a_record_in_a_file_is_in_force(
    read: Reader, states: tuple[str, str], kept: bool, earlier: str, quote: str
) -> None:
    first, last = (ROW.replace("\n", f",{quote}{state}{quote}\n") for state in states)
    between = "".join(ROW.replace("罚1", f"罚{number}").replace("\n", ",\n") for number in range(2, 9))
    accepted, rejected, _ = read(PENALTIES.replace("\n", ",数据状态\n") + first + between + last, block_rows=3)

    assert [row.withdrawn for row in accepted if row.values[0] == "罚1号"] == [kept]
    assert [row.rule for row in rejected] == [earlier]


def test_a_month_alone_is_no_recorded_day(read: Reader) -> None:
    month = ROW.replace("罚1", "罚2").replace("2026-01-05", "2026年1月")
    accepted, _, _ = read(PENALTIES + ROW + month + ROW.replace("罚1", "罚3").replace("2026-01-05", ""))

    assert [(row.event_on, row.event_on_basis) for row in accepted] == [
        (date(2026, 1, 5), "recorded"),
        (date(2026, 1, 1), "recorded_month"),
        (None, "unknown"),
    ]


def test_a_row_behind_a_cell_of_spaces_is_no_blank_line(read: Reader) -> None:
    behind = " " * (CELL_CHARACTERS + 1) + ROW
    accepted, rejected, account = read(PENALTIES + ROW + behind + ROW.replace("罚1", "罚3"))

    assert [row.number for row in accepted] == [2]
    assert [(row.number, row.rule) for row in rejected] == [(3, "cell_too_large"), (4, "cell_too_large")]
    assert account.rows_in == 3


def test_a_vertical_tab_rejects_its_row_alone(read: Reader) -> None:
    accepted, rejected, _ = read(PENALTIES + ROW + ROW.replace("罚1", "罚2").replace("无照", "无\x0b照"))

    assert [row.number for row in accepted] == [2]
    assert [(row.number, row.rule) for row in rejected] == [(3, "control_character")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_end_that_dos_wrote_is_no_row(read: Reader, encoding: str) -> None:
    accepted, rejected, _ = read(f"{PENALTIES}{ROW}\x1a".encode(encoding))

    assert (len(accepted), rejected) == (1, [])


def test_cells_are_told_apart_by_the_sign_between_the_declared_headers(read: Reader) -> None:
    row = ROW.replace(",", "\t").replace("无照经营", "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子,丑,寅,卯")
    accepted, rejected, _ = read(PENALTIES.replace(",", "\t") + row)

    assert (len(accepted), rejected) == (1, [])


@pytest.mark.parametrize("unit", ["万元", "亿元", "元、万元"])
def test_a_title_that_names_another_unit_than_the_header_refuses_the_file(read: Reader, unit: str) -> None:
    _, rejected, account = read(f"（单位：{unit}）,,,,,\n" + PENALTIES + ROW)

    assert (account.status, account.reason) == ("refused", "unit_of_title_contradicts_header")
    assert [row.number for row in rejected] == [3]


def test_a_title_that_names_the_headers_unit_or_an_office_changes_nothing(read: Reader) -> None:
    for title in ("单位：元,,,,,\n", "填报单位：某区城管局,,,,,\n"):
        assert read(title + PENALTIES + ROW)[0][0].values[5] == "10000"


def test_a_titles_unit_holds_where_the_header_names_none(read: Reader) -> None:
    text = "单位：万元,,\n文号,相对人,罚款\n甲1,厦门甲有限公司,3\n"

    assert read(text, name="罚款.csv", source="mapped_city")[0][0].values[5] == "3000000"


def test_a_file_that_memory_should_not_hold_is_named(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "DECOMPRESSED_BYTES", 10)
    _, _, account = read(PENALTIES + ROW)
    assert (account.status, account.reason) == ("unreadable", "file_too_large")
    assert len(account.sha256) == 64


def test_above_a_header_of_one_cell_a_title_cannot_be_told_from_a_row(read: Reader) -> None:
    name, title = "行政相对人名称\n", "2021年某区名单\n"
    accepted, rejected, _ = read(title + name + "厦门甲贸易有限公司\n")
    assert [row.number for row in accepted] == [3]
    assert [(row.number, row.rule) for row in rejected] == [(1, "row_above_header")]
