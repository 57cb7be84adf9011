"""Texts as people write them, held against a drawn list of standard addresses."""

from __future__ import annotations

import pyarrow as pa
import pytest

from identifiers.addresses import address_form
from models.linking.address_levels import ADDRESS_WORDS, AREAS, CODE, UNKNOWN_COMMUNITY
from models.linking.addresses import LISTED, PLACED, WRITTEN, linked_addresses

SIMING, HULI = "福建省厦门市思明区", "福建省厦门市湖里区"
LIST = {
    # code: full address, street, community
    "xiahe300": (f"{SIMING}梧村街道文灶社区厦禾路300号", "梧村街道", "文灶社区"),
    "xiahe302": (f"{SIMING}梧村街道文灶社区厦禾路302号", "梧村街道", "文灶社区"),
    "xiahe302-1": (f"{SIMING}梧村街道文灶社区厦禾路302号之一", "梧村街道", "文灶社区"),
    "xiahe304a": (f"{SIMING}梧村街道金榜社区厦禾路304号A座", "梧村街道", "金榜社区"),
    "xiahe304b": (f"{SIMING}梧村街道金榜社区厦禾路304号B座", "梧村街道", "金榜社区"),
    "lane3": (f"{SIMING}中华街道镇海社区九竹巷3号", "中华街道", "镇海社区"),
    "alley5": (f"{SIMING}中华街道镇海社区大同路12弄5号", "中华街道", "镇海社区"),
    "new village6": (f"{SIMING}梧村街道文灶社区文灶新村6号", "梧村街道", "文灶社区"),
    # Two estates at one house number; people write the estate without the road.
    "river1": (f"{HULI}金山街道金安社区金山路80号临江苑1栋", "金山街道", "金安社区"),
    "river2-1": (f"{HULI}金山街道金安社区金山路80号临江苑2栋1单元", "金山街道", "金安社区"),
    "lake1": (f"{HULI}金山街道金安社区金山路80号观湖1栋", "金山街道", "金安社区"),
    "sea2-3": (f"{HULI}金山街道金安社区金山路82号观海二期3栋", "金山街道", "金安社区"),
    "lakeF": (f"{HULI}金山街道金安社区金山路80号观湖F栋", "金山街道", "金安社区"),
    "zhongshan8": (f"{SIMING}中华街道镇海社区中山路8号", "中华街道", "镇海社区"),
    "zhongshan8huli": (f"{HULI}江头街道江村社区中山路8号", "江头街道", "江村社区"),
    "zhongshan9": (f"{HULI}江头街道江村社区中山路9号", "江头街道", "江村社区"),
    "wuyi5": (f"{HULI}江头街道江村社区五一路5号", "江头街道", "江村社区"),
    "haicang12": ("福建省厦门市海沧区海沧街道海沧社区海沧大道12号", "海沧街道", "海沧社区"),
    "xike22": ("福建省厦门市同安区西柯街道西柯社区西柯一里22号", "西柯街道", "西柯社区"),
    "aitou123": ("福建省厦门市同安区汀溪镇隘头村123号", "汀溪镇", "隘头村"),
    "aitou5zu7": ("福建省厦门市同安区汀溪镇隘头村5组7号", "汀溪镇", "隘头村"),
    "estate12": (f"{HULI}金山街道金安社区金安花园12栋", "金山街道", "金安社区"),
    "estate13-1": (f"{HULI}金山街道金安社区金安花园13栋1单元", "金山街道", "金安社区"),
    "estate13-2": (f"{HULI}金山街道金安社区金安花园13栋2单元", "金山街道", "金安社区"),
    "phase2-3": (f"{HULI}金山街道金安社区金山路60号二期3号楼", "金山街道", "金安社区"),
    # Two rows of an office whose columns hold codes, and names without their marks.
    "codes11": (f"{HULI}金山街道后坑社区吕岭路11号", "350206005", "350206005003"),
    "bare15": (f"{HULI}金山街道金林社区云顶北路15号", "金山", "金林"),
    "twice": (f"{HULI}金山街道金安社区金山路61号", "金山街道", "金安社区"),
    "twice again": (f"{HULI}金山街道金安社区金山路61号", "金山街道", "金安社区"),
}


def placed(*written: tuple[str | None, str | None]) -> list[dict[str, object]]:
    """What becomes of (text, code) pairs, in their order; a standard address's id is its code behind `a `."""
    listed = pa.Table.from_pylist(
        [
            {"address_id": f"a {code}", "address_code": code, "full_address": full, "street": street, "community": near}
            for code, (full, street, near) in LIST.items()
        ],
        schema=LISTED,
    )
    rows = [
        {
            "source_row_id": f"{place:04}",
            "table": "residents",
            "role": "resident",
            "links_only": False,
            "address": None if text is None else address_form(text),
            "address_code": code,
        }
        for place, (text, code) in enumerate(written)
    ]
    made = linked_addresses(pa.Table.from_pylist(rows, schema=WRITTEN), listed)
    assert made.schema == PLACED
    return sorted(made.to_pylist(), key=lambda row: str(row["source_row_id"]))


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        # The standard's own order, and what writers leave out or add.
        ("福建省厦门市思明区梧村街道文灶社区厦禾路300号605室", "xiahe300", "door+community"),
        ("厦门市思明区梧村街道厦禾路300号", "xiahe300", "door+street"),
        ("福建厦门思明厦禾路300号楼605", "xiahe300", "door+district"),
        ("思明厦禾路300-605", "xiahe300", "door+district"),
        ("思明区梧村文灶厦禾路300号", "xiahe300", "door+community"),
        ("文灶社区居委会厦禾路300号", "xiahe300", "door+community"),
        ("梧村街道办事处厦禾路300号", "xiahe300", "door+street"),
        ("厦禾路300号", "xiahe300", "door+only"),
        ("中国福建省厦门市厦禾路300号", "xiahe300", "door+only"),
        ("厦禾路三百号六〇五室", "xiahe300", "door+only"),
        ("厦禾路３００号－６０５", "xiahe300", "door+only"),
        ("厦 禾 路 300 # 605", "xiahe300", "door+only"),
        ("厦禾路300号(金榜大厦)605", "xiahe300", "door+only"),
        ("厦门市思明区金榜大厦厦禾路300号605", "xiahe300", "door+district"),
        ("厦禾路300号金榜大厦3栋605", "xiahe300", "door+only"),
        ("厦禾路0300号", "xiahe300", "door+only"),
        ("厦門市思明區廈禾路300號605室", "xiahe300", "door+district"),
        ("思明区无名新社区厦禾路300号", "xiahe300", "door+district+unknown_community"),
        ("思明九竹巷三号", "lane3", "door+district"),
        ("大同路十二弄5号301", "alley5", "door+only"),
        ("思明区文灶新村6号楼301", "new village6", "door+district"),
        ("文灶新村厦禾路300号", "xiahe300", "door+only"),
        ("厦禾路300号A605", "xiahe300", "door+only"),
        ("厦禾路300号2单元605", "xiahe300", "door+only"),
        ("金山路80号临江苑1栋301", "river1", "door+building+only"),
        ("金山路80号观湖1-301", "lake1", "door+building+only"),
        ("湖里观湖1号楼301室", "lake1", "door+district"),
        ("观湖１－３０１", "lake1", "door+only"),
        ("临江苑2-1-301", "river2-1", "door+building+only"),
        ("湖里区临江苑2栋1单元301", "river2-1", "door+building+district"),
        ("觀湖F棟11樓1", "lakeF", "door+only"),
        ("观海二期3栋", "sea2-3", "door+only"),
        ("金山路82号观海二期3幢501", "sea2-3", "door+building+only"),
        ("五缘投资区厦禾路三百號", "xiahe300", "door+only"),
        # A second number, letters, buildings, entrances.
        ("厦禾路302号之一", "xiahe302-1", "door+only"),
        ("厦禾路302之1号", "xiahe302-1", "door+only"),
        ("厦禾路302号之一605室", "xiahe302-1", "door+only"),
        ("厦禾路302号605室", "xiahe302", "door+only"),
        ("厦禾路304号A幢1203", "xiahe304a", "door+building+only"),
        ("厦禾路304-B", "xiahe304b", "door+building+only"),
        ("金安花园12号楼501", "estate12", "door+only"),
        ("湖里区金安花园十二幢501室", "estate12", "door+district"),
        ("金安花园13#楼2单元501", "estate13-2", "door+building+only"),
        ("金山路60号2期3幢", "phase2-3", "door+building+only"),
        ("湖里区后坑社区吕岭路11号", "codes11", "door+community"),
        ("湖里区云顶北路15号", "bare15", "door+district"),
        ("金林社区云顶北路15号", "bare15", "door+community"),
        # Roads called after a district or holding a number, and villages.
        ("厦门海沧大道12号", "haicang12", "door+only"),
        ("海沧区海沧大道12号", "haicang12", "door+district"),
        ("厦门湖里五一路5号", "wuyi5", "door+district"),
        ("西柯1里22号", "xike22", "door+only"),
        ("同安西柯一里二十二号", "xike22", "door+district"),
        ("同安区汀溪镇隘头村123号", "aitou123", "door+street"),
        ("汀溪隘头123号", "aitou123", "door+street"),
        ("隘头村委会123号", "aitou123", "door+only"),
        ("同安汀溪镇隘头村5组7号", "aitou5zu7", "door+community"),
        # What is written of areas tells two of one name apart.
        ("思明区中山路8号", "zhongshan8", "door+district"),
        ("江头街道中山路8号", "zhongshan8huli", "door+street"),
        ("中山路9号", "zhongshan9", "door+only"),
    ],
)
def test_a_text_is_linked_to_the_one_address_that_it_can_mean(text: str, code: str, level: str) -> None:
    (row,) = placed((text, None))
    assert (row["address_id"], row["level"]) == (f"a {code}", level)
    assert row["probability"] == (AREAS | {"unknown_community": UNKNOWN_COMMUNITY})[level.rpartition("+")[2]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("中山路8号", "several"),
        ("厦门市中山路8号301", "several"),
        ("金山路61号", "several"),  # the list has it twice
        ("厦禾路302-1", "several"),  # 302号之1, or room 1 of 302号
        ("厦禾路304号1203", "no_such_number"),  # which of its buildings?
        ("厦禾路304号C座1203", "no_such_number"),
        ("金安花园13栋501", "no_such_number"),  # which of its entrances?
        ("厦禾路3000号", "no_such_number"),
        ("厦禾路300之2号", "no_such_number"),
        ("厦禾大道300号", "no_such_road"),  # a road is called what it is called
        ("厦禾北路300号", "no_such_road"),
        ("厦禾里300号", "no_such_road"),
        ("大同路5号", "no_such_road"),  # 5号 is in a lane off it
        ("九竹弄3号", "no_such_road"),
        ("金山路80号1栋301", "several"),  # of which estate?
        ("临江苑3栋301", "no_such_number"),
        ("新厦禾路300号", "unknown_place"),
        ("漳州市厦禾路300号", "unknown_place"),
        ("南安市水头镇中山路9号", "unknown_place"),
        ("无名新社区厦禾路300号", "unknown_place"),
        ("湖里区厦禾路300号", "contradiction"),  # a district that bars the only one
        ("思明区金榜社区厦禾路300号", "no_such_number"),
        ("思明区江头街道中山路8号", "contradiction"),
        ("厦禾路", "no_number"),
        ("厦禾路3楼", "no_number"),
        ("厦禾路与中山路交叉口", "no_number"),
        ("厦禾路3**号", "masked"),
        ("厦禾路300号对面", "beside"),
        ("厦禾路300号旁边小店", "beside"),
        ("厦禾路300号、中山路9号", "two_addresses"),
        ("厦禾路20米处", "no_number"),
        ("某路12号", "no_such_road"),
        ("火车站旁边大榕树对面", "no_number"),
    ],
)
def test_where_a_text_could_mean_several_or_none_nobody_guesses(text: str, reason: str) -> None:
    (row,) = placed((text, None))
    assert (row["address_id"], row["level"], row["probability"]) == (None, reason, None)


def test_a_department_s_code_counts_before_its_text_and_shows_where_they_differ() -> None:
    rows = placed(
        (None, "xiahe300"),
        ("厦禾路300号605", "xiahe300"),
        ("中山路8号", "zhongshan8huli"),  # the text alone could not tell which
        ("厦禾路302号605", "xiahe300"),
        ("火车站对面", "xiahe300"),
        ("厦禾路300号605", "of another list"),
        (None, "of another list"),
    )
    assert [(row["address_id"], row["level"], row["probability"]) for row in rows] == [
        ("a xiahe300", "code", CODE["code"]),
        ("a xiahe300", "code_and_text", CODE["code_and_text"]),
        ("a zhongshan8huli", "code_and_text", CODE["code_and_text"]),
        ("a xiahe300", "code_against_text", CODE["code_against_text"]),
        ("a xiahe300", "code", CODE["code"]),
        ("a xiahe300", "unknown_code+door+only", AREAS["only"]),
        (None, "unknown_code", None),
    ]


def test_every_part_of_a_level_has_words() -> None:
    texts = ["厦禾路300号", "思明区无名新社区厦禾路300号", "厦禾路304-B", "中山路8号", "厦禾路3**号", "厦禾路", "x"]
    rows = placed(*((text, code) for text in texts for code in (None, "xiahe300", "of another list")))
    assert {part for row in rows for part in str(row["level"]).split("+")} <= set(ADDRESS_WORDS)


def test_without_a_list_nothing_is_linked() -> None:
    made = linked_addresses(
        pa.Table.from_pylist([{"source_row_id": "1", "role": "x", "address": "厦禾路300号"}], schema=WRITTEN),
        LISTED.empty_table(),
    )
    assert made.select(["address_id", "level"]).to_pylist() == [{"address_id": None, "level": "no_such_road"}]
