"""What must not exist: columns and surviving words that a person could be ranked, picked or watched by."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from expectations.contracts import contracts
from expectations.contracts.declaration import PERSONAL_TYPES
from expectations.layers import LAYER_TABLES
from expectations.sources import sources
from features.catalogue import FEATURES_BY_TABLE
from identifiers.redaction import redact
from jobs.registry import REGISTRY, job, producer
from models.linking.normal_forms import NORMAL_DDL

NOWHERE: dict[str, frozenset[str]] = {
    "religion": frozenset({"religion", "religious", "faith", "church", "mosque", "temple"}),
    "ethnicity": frozenset({"ethnicity", "ethnic", "minzu", "nationality", "race"}),
    "native place": frozenset({"native", "birthplace", "hometown", "ancestral"}),
    "household registration": frozenset({"hukou", "household", "households"}),
    "political opinion": frozenset({"political", "politics", "communist", "ideology", "opinion"}),
    "union or petition": frozenset({"union", "petition", "petitions", "petitioner", "petitioners", "xinfang"}),
    "health": frozenset({"health", "medical", "illness", "disease", "disability", "hospital", "diagnosis", "mental"}),
    "sexuality": frozenset({"sexual", "sexuality", "orientation"}),
    "biometrics": frozenset({"biometric", "biometrics", "fingerprint", "iris", "facial", "voiceprint", "dna", "photo"}),
    "watching": frozenset({"video", "camera", "plate", "plates", "movement", "trajectory", "gps", "browsing", "imei"}),
    "sex": frozenset({"sex", "gender", "male", "female"}),
    "family": frozenset({"spouse", "parent", "parents", "mother", "father", "sibling", "relative", "relatives", "kin"}),
}
"""Words of a column's name that say what it holds, by what the law or our own design keeps out."""

ALLOWED: dict[str, str] = {
    "features.companies.registrations_age_latest_known3650d": "days since a company was registered, nobody's age",
    "features.companies.company_names_name_words_max_known3650d": "a count of telling words in a company's name",
    "features.disputes.dispute_events_family_violence_max_365d": "the kind of an incident in this dispute, no relative",
}
"""`table.column` -> why a word above means something else there."""

NOWHERE_ZH: tuple[str, ...] = (
    *("宗教", "信仰", "民族", "族别", "籍贯", "祖籍", "出生地", "户籍", "户口", "户别", "政治面貌", "党派"),
    *("工会", "信访人", "上访", "病", "健康", "残疾", "性取向", "指纹", "虹膜", "人脸", "照片", "车牌", "轨迹", "性别"),
)
"""The same in departments' own headers, that no contract may read."""

NO_SCORE_FROM = frozenset({"age", "aged", "birth", "district", "street", "grid", "neighbour", "neighbours", "family"})
"""Words that no declared feature may carry: sex, age and place of living never feed a score, nor do relatives."""

NAMES_SOMEBODY = frozenset({"name", "citizen", "phone", "address", "birth", "idcard", "passport", "wechat", "card"})
# A standard address is a building's, under a pseudonymous id; whose it is stands in no column beside it.
NAMES_NOBODY = frozenset({"list_name", "model_name", "address_id"})
MAY_NAME = ("bronze.", "quarantine.", "linked.identities")


def columns() -> dict[str, tuple[str, ...]]:
    """Every declared column by its table: contracts, later layers, features."""
    held = {f"bronze.{name}": tuple(column.name for column in contract) for name, contract in contracts().items()}
    for name, table in LAYER_TABLES.items():
        held[name] = tuple(column[0] for column in table.columns)
    for name, features in FEATURES_BY_TABLE.items():
        held[name] += tuple(feature.name for feature in features)
    return held


def forbidden(held: dict[str, tuple[str, ...]], words: Iterable[str]) -> list[str]:
    """`table.column` of every column whose name has one of the words, the allowed ones left out."""
    found = []
    for table, names in held.items():
        for name in names:
            if set(name.split("_")) & set(words) and f"{table}.{name}" not in ALLOWED:
                found.append(f"{table}.{name}")
    return found


@pytest.mark.parametrize("kind", sorted(NOWHERE))
def test_no_table_has_a_column_for(kind: str) -> None:
    found = forbidden(columns(), NOWHERE[kind])
    assert not found, f"{found}: {kind} has no column anywhere. Drop it; if the word means something else, see ALLOWED"


def test_no_contract_and_no_mapping_reads_such_a_header() -> None:
    headers = {
        f"{contract.table}.{column.name}": column.headers for contract in contracts().values() for column in contract
    }
    for source in sources().values():
        for place, mapping in enumerate(source.files):
            headers |= {
                f"{source.name} {place} {mapping.table}.{name}": (header,) for name, header in mapping.headers.items()
            }
    found = [name for name, held in headers.items() if any(word in text for text in held for word in NOWHERE_ZH)]
    assert not found, f"{found}: no column may hold this, whatever it is called"


def test_injury_is_kept_in_incidents_alone() -> None:
    with_injury = {table for table, names in columns().items() if any("injury" in name.split("_") for name in names)}
    assert with_injury <= {"bronze.police_incidents", "bronze.grid_incidents", "features.disputes"}


def test_no_feature_is_sex_age_or_place() -> None:
    features = {table: names for table, names in columns().items() if table.startswith(("features.", "scores."))}
    assert not forbidden(features, NO_SCORE_FROM)


def test_later_layers_name_nobody() -> None:
    later = {table: names for table, names in columns().items() if not table.startswith(MAY_NAME)}
    found = [name for name in forbidden(later, NAMES_SOMEBODY) if name.split(".")[-1] not in NAMES_NOBODY]
    assert not found, f"{found}: carry the pseudonymous id; names stay in landing, bronze, quarantine and the vault"


def test_identities_live_in_one_table() -> None:
    """Only the vault holds mentions as they identify somebody, and only linking writes it."""
    normal = {part.split()[0] for part in NORMAL_DDL.split(", ")}
    vaults = {table.name for table in LAYER_TABLES.values() if normal <= {name for name, _, _ in table.columns}}
    assert vaults == {"linked.identities"}
    assert producer("linked.identities").name == "link_identities"
    readers = {entry.name for entry in REGISTRY if "linked.identities" in (*entry.reads, *entry.recalls)}
    # Linking holds every name as it is, and takes from last night's vault what need not be read again.
    readers -= {"link_identities"}
    assert not readers, f"{readers} would carry names on: they are read through reveal alone"


def test_linking_hands_on_no_column_of_a_mention_that_identifies() -> None:
    """What linking writes beside the vault has no column of a normalised mention that holds somebody's value."""
    says_nothing_of_them = {"source_row_id", "table", "department", "role", "links_only", "known_on", "kind"}
    pseudonyms = {"own_id", "alone_id"}
    identifying = {part.split()[0] for part in NORMAL_DDL.split(", ")} - says_nothing_of_them - pseudonyms
    assert {"name", "number", "phone", "address", "birth_on", "stem"} < identifying
    for table in job("link_identities").writes:
        if table != "linked.identities":
            assert not identifying & {name for name, _, _ in LAYER_TABLES[table].columns}, table


def test_no_later_layer_repeats_a_personal_column_of_a_contract() -> None:
    personal = {
        column.name for contract in contracts().values() for column in contract if column.type in PERSONAL_TYPES
    }
    for table, names in columns().items():
        if not table.startswith(MAY_NAME):
            assert not personal & set(names), f"{table} carries {sorted(personal & set(names))}"


def test_nothing_is_allowed_that_does_not_exist() -> None:
    held = {f"{table}.{name}" for table, names in columns().items() for name in names}
    assert set(ALLOWED) <= held, "take what is gone out of ALLOWED"


def test_a_column_for_religion_would_be_found() -> None:
    assert forbidden({"bronze.residents": ("register_no", "religion_code")}, NOWHERE["religion"])


def test_a_word_inside_a_word_is_no_find() -> None:
    assert not forbidden(
        {"bronze.companies": ("unionised_pay", "reunion_on", "interface")}, NOWHERE["union or petition"]
    )


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("被告陈某，男，汉族，1980年3月4日出生，住厦门市思明区。", "汉族"),
        ("原告林某，女，畲族，农民，住同安区。", "畲族"),
        ("被告王某，男，1975年出生，籍贯福建省安溪县，无业。", "安溪"),
        ("户籍地福建省厦门市集美区某路1号，现住湖里区。", "集美区某路"),
        ("当事人系回族穆斯林，双方因借款发生争执。", "穆斯林"),
        ("来电人政治面貌：中共党员，反映利息过高。", "党员"),
        ("债务人患有精神分裂症，无力偿还。", "精神分裂"),
        ("当事人系残疾二级，家庭困难。", "残疾"),
        ("对方称其为同性恋，双方发生口角。", "同性恋"),
        ("该人系多次进京上访人员，现反映欠薪。", "上访"),
        ("申请人系工会会员，要求支付工资。", "工会会员"),
        ("已采集人脸信息比对。", "人脸信息"),
        ("他的身份证号是350203198003040017，欠款五万元。", "350203198003040017"),
        ("联系电话13800001234，请回电。", "13800001234"),
        ("转入卡号6222020200112233445的账户。", "6222020200112233445"),
    ],
)
def test_no_such_word_survives_ingest(text: str, gone: str) -> None:
    kept, removed = redact(text)
    assert gone not in kept
    assert sum(removed.values()) >= 1


@pytest.mark.parametrize(
    "text",
    ["双方约定月利率2分，借款十万元，到期未还。", "对方多次上门催收，言语威胁。", "冲突中一方轻微伤，已送医。"],
)
def test_what_the_case_is_about_survives_ingest(text: str) -> None:
    assert redact(text) == (text, {})
