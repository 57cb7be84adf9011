"""Candidate checks: one drawn candidate per rule, the answers written by hand.

Every candidate stands for election on 2026-03-20; the night is 2026-03-04. An answer is three letters, one per ground
(deprivation of rights, criminal punishment, listed debtor): `-` no document, `D` document found, `?` identity not
proven.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from drawn_tables import DELIVERED, bronze, citizen_id
from pyspark.sql import DataFrame, SparkSession

from expectations.layers import CANDIDATE_CHECKS, REVIEWS
from jobs.run import Run
from jobs.vet_candidates import transform
from vetting.checks import check_candidates

AS_OF = date(2026, 3, 4)
ELECTION = date(2026, 3, 20)
SIGNED = [
    ("r-nominations-1", "one"),
    ("r-nominations-1", "two"),
    ("r-nominations-2", "one"),
    ("r-nominations-2", "one"),
]
BORN = "19800101"
LETTERS = {"no_document_found": "-", "document_found_confirm": "D", "identity_not_proven": "?"}
GROUNDS = ("deprivation_of_political_rights", "criminal_punishment", "listed_judgment_debtor")

Row = dict[str, Any]
CASES: dict[str, tuple[Row, list[Row], list[Row], str]] = {}


def judgment(**changes: Any) -> Row:
    """A judgment in force against the case's own candidate; `changes` says what is different."""
    return {
        "case_no": "(2022)闽0203刑初1号", "defendant_no": "1", "charge": "theft", "status": "effective",
        "judged_on": date(2022, 3, 1), "effective_on": date(2022, 3, 15), "offence_on": date(2021, 5, 1),
        "prison_months": 12, **changes,
    }  # fmt: skip


def listing(**changes: Any) -> Row:
    """A current listing of the case's own candidate; `changes` says what is different."""
    return {"listing_no": "S1", "listed_on": date(2025, 1, 1), "debtor_kind": "person", **changes}


def case(name: str, answer: str, *documents: Row, **nomination: Any) -> None:
    """Draw a candidate of their own name and number; documents without a name or number are the candidate's."""
    number = citizen_id(len(CASES), nomination.pop("born", BORN))
    person = f"候选{chr(0x4E00 + len(CASES))}"
    judgments, listings = [], []
    for document in documents:
        role = "defendant" if "case_no" in document else "debtor"
        id_column = "defendant_citizen_id" if role == "defendant" else "debtor_id_number"
        row = {f"{role}_name": person, id_column: number, **document}
        if isinstance(row[id_column], Callable):  # type: ignore[arg-type]
            row[id_column] = row[id_column](number)
        (judgments if role == "defendant" else listings).append(row)
    candidate = {
        "candidate_name": person, "candidate_citizen_id": number, "village_code": "V1", "election_on": ELECTION,
        **nomination,
    }  # fmt: skip
    CASES[name] = (candidate, judgments, listings, answer)


def wrong(number: str) -> str:
    return number[:-5] + str((int(number[-5]) + 1) % 10) + number[-4:]


def masked(number: str) -> str:
    return number[:6] + "*" * 8 + number[14:]


UNTIL_LATER, OVER = date(2027, 1, 1), date(2026, 3, 19)
SINCE = date(2024, 1, 1)

case("no paper at all", "---")
# Deprivation of political rights: statute, in force on the election's day.
case("rights deprived", "DD-", judgment(rights_deprived_from=SINCE, rights_deprived_until=UNTIL_LATER))
case("rights deprived for life", "DD-", judgment(rights_deprived_from=SINCE))
case("rights deprived until election day", "DD-", judgment(rights_deprived_from=SINCE, rights_deprived_until=ELECTION))
case("rights deprived from election day", "DD-", judgment(rights_deprived_from=ELECTION))
case("deprivation over the day before", "-D-", judgment(rights_deprived_from=SINCE, rights_deprived_until=OVER))
case("deprivation not yet begun", "-D-", judgment(rights_deprived_from=date(2026, 3, 21)))
case("deprivation with an end alone", "DD-", judgment(rights_deprived_until=UNTIL_LATER))
case("rights deprived and no election day set", "DD-", judgment(rights_deprived_from=AS_OF), election_on=None)
case("not yet begun and no election day set", "-D-", judgment(rights_deprived_from=date(2026, 3, 5)), election_on=None)
# Criminal punishment: policy.
case("punished, rights kept", "-D-", judgment())
case("fined only", "-D-", judgment(prison_months=None))
case("two judgments", "-D-", judgment(), judgment(case_no="(2019)闽0203刑初9号"))
# What is no record.
case("sealed", "---", judgment(status="sealed", rights_deprived_from=SINCE))
case("quashed", "---", judgment(status="quashed", rights_deprived_from=SINCE))
case("acquitted", "---", judgment(status="acquitted"))
case("under appeal", "---", judgment(status="under_appeal", effective_on=None))
case("effective without a day", "---", judgment(effective_on=None))
case(
    "under 18 and five years",
    "---",
    judgment(offence_on=date(1997, 6, 1), prison_months=60, rights_deprived_from=SINCE),
)
case("under 18 and no prison", "---", judgment(offence_on=date(1997, 6, 1), prison_months=None))
case("under 18 and more than five years", "-D-", judgment(offence_on=date(1997, 6, 1), prison_months=61))
case("on the 18th birthday", "---", judgment(offence_on=date(1998, 1, 1)))
case("the day after the 18th birthday", "-D-", judgment(offence_on=date(1998, 1, 2)))
case("offence undated, judged under 18", "---", judgment(offence_on=None, judged_on=date(1997, 12, 1)))
case("offence undated, judged as an adult", "-D-", judgment(offence_on=None))
# Judgment debtors: current on a day, never once.
case("listed", "--D", listing())
case("listed on election day", "--D", listing(listed_on=ELECTION))
case("removed after election day", "--D", listing(removed_on=date(2026, 3, 21)))
case("removed on election day", "---", listing(removed_on=ELECTION))
case("removed long ago", "---", listing(removed_on=date(2025, 6, 1)))
case("listed with kind unknown", "--D", listing(debtor_kind=None))
# Identity: a valid number and the name, never the name alone.
case("missing id", "???", judgment(rights_deprived_from=SINCE), candidate_citizen_id=None)
case("wrong check digit", "???", judgment(), candidate_citizen_id="350203198001010010")
case("masked id", "???", candidate_citizen_id="350203********0015")
case("born in the future", "???", candidate_citizen_id=citizen_id(5, "20300101"))
case("namesake with another number", "---", judgment(defendant_citizen_id=citizen_id(900, "19750505")))
case("namesake born another day, no number", "---",
     judgment(defendant_citizen_id=None, defendant_birth_on=date(1975, 5, 5)))  # fmt: skip
case("namesake of whom nothing else is known", "---", judgment(defendant_citizen_id=None))
case("namesake debtor", "---", listing(debtor_id_number=citizen_id(901, "19750505")))
case("namesake debtor without a number", "---", listing(debtor_id_number=None))
case("the number under another name", "-?-", judgment(defendant_name="另一人"))
case("the number under a hidden name", "--?", listing(debtor_name="候某"))
case("no number, same name and birth", "-?-", judgment(defendant_citizen_id=None, defendant_birth_on=date(1980, 1, 1)))
case("number one character wrong", "-?-", judgment(defendant_citizen_id=wrong))
case("number masked", "--?", listing(debtor_id_number=masked))
case("masked number of somebody else", "---", listing(debtor_id_number="350299********0000"))
case("everything hidden", "---", listing(debtor_id_number="*" * 18))
case("one proven and one doubtful", "-D-", judgment(), judgment(case_no="x", defendant_citizen_id=wrong))
case("doubtful and sealed", "---", judgment(defendant_citizen_id=wrong, status="sealed"))
case("same person, spaces and dots written otherwise", "-D-", judgment(defendant_name="阿依•古 丽"),
     candidate_name="阿依 · 古丽")  # fmt: skip
case(
    "number written with spaces and small x", "-D-", judgment(defendant_citizen_id=lambda n: f"{n[:6]} {n[6:]}".lower())
)


@pytest.fixture(scope="module")
def checked(spark: SparkSession) -> dict[str, dict[str, dict[str, Any]]]:
    """case -> ground -> row, all cases checked at once: nobody's papers may stick to somebody else."""
    nominations = [{"source_row_id": f"n-{name}", "nomination_no": name, **CASES[name][0]} for name in CASES]
    tables = {
        "nominations": bronze(spark, "nominations", nominations),
        "criminal_judgments": bronze(spark, "criminal_judgments", [row for c in CASES.values() for row in c[1]]),
        "judgment_debtors": bronze(spark, "judgment_debtors", [row for c in CASES.values() for row in c[2]]),
    }
    answers: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in CASES}
    made = check(spark, tables).collect()
    assert len(made) == len(CASES) * len(GROUNDS)
    for row in made:
        answers[row.nomination_id.removeprefix("n-")][row.ground] = row.asDict()
    return answers


def crosswalk(spark: SparkSession, nomination_ids: list[str]) -> DataFrame:
    ddl = "source_row_id string, table string, role string, entity_id string, entity_kind string"
    rows = [(one, "nominations", "candidate", f"P-{one}", "person") for one in nomination_ids]
    return spark.createDataFrame(rows, ddl)


def check(spark: SparkSession, tables: dict[str, DataFrame]) -> DataFrame:
    return check_candidates(
        tables["nominations"],
        crosswalk(spark, [f"n-{name}" for name in CASES]),
        tables["criminal_judgments"],
        tables["judgment_debtors"],
        spark.createDataFrame([], "nomination_id string"),
        AS_OF,
    )


@pytest.mark.parametrize("name", CASES)
def test_the_answer(checked: dict[str, dict[str, dict[str, Any]]], name: str) -> None:
    rows = checked[name]
    assert "".join(LETTERS[rows[ground]["outcome"]] for ground in GROUNDS) == CASES[name][3]


@pytest.mark.parametrize("name", CASES)
def test_an_entity_and_its_documents_are_named_only_as_far_as_they_are_proven(
    checked: dict[str, dict[str, dict[str, Any]]], name: str
) -> None:
    for row in checked[name].values():
        assert row["entity_id"] == (None if row["outcome"] == "identity_not_proven" else f"P-n-{name}")
        assert len(row["document_row_ids"]) == len(row["citations"])
        if row["outcome"] == "document_found_confirm":
            assert row["document_row_ids"]
        if row["outcome"] == "no_document_found" or CASES[name][3] == "???":
            assert row["document_row_ids"] == []


def test_sentences_say_what_is_policy_the_day_and_no_name(checked: dict[str, dict[str, dict[str, Any]]]) -> None:
    for name, (candidate, _, _, _) in CASES.items():
        for ground, row in checked[name].items():
            statute = ground == "deprivation_of_political_rights"
            assert row["kind"] == ("statute" if statute else "policy")
            assert ("并非法律" in row["sentence_zh"]) is not statute
            assert ("policy, not statute" in row["sentence_en"]) is not statute
            for text in (row["sentence_zh"], row["sentence_en"]):
                assert candidate["candidate_name"] not in text
                assert "{" not in text
                assert "reject" not in text.lower()
    assert "2026-03-20" in checked["rights deprived"][GROUNDS[0]]["sentence_zh"]
    assert "2026-03-04" in checked["rights deprived and no election day set"][GROUNDS[0]]["sentence_en"]


def test_documents_are_cited_by_file_and_row_in_order(checked: dict[str, dict[str, dict[str, Any]]]) -> None:
    row = checked["two judgments"]["criminal_punishment"]
    assert len(row["document_row_ids"]) == 2
    assert row["document_row_ids"] == sorted(row["document_row_ids"])
    for row_id, citation in zip(row["document_row_ids"], row["citations"], strict=True):
        assert citation == f"police/criminal_judgments/{DELIVERED}, file 1#{row_id.rpartition('-')[2]}"
    assert len(checked["one proven and one doubtful"]["criminal_punishment"]["document_row_ids"]) == 1


def test_the_job_gives_the_layers_columns_and_works_on_empty_tables(
    spark: SparkSession, make_run: Callable[..., Run]
) -> None:
    tables = {
        f"bronze.{name}": bronze(spark, name, []) for name in ("nominations", "criminal_judgments", "judgment_debtors")
    }
    tables["linked.crosswalks"] = crosswalk(spark, [])
    tables["bronze.reviews"] = spark.createDataFrame([], REVIEWS.ddl)
    made = transform(tables, make_run())
    assert made.keys() == {"lists.candidate_checks"}
    checks = made["lists.candidate_checks"]
    assert checks.count() == 0
    declared = spark.createDataFrame([], CANDIDATE_CHECKS.ddl).schema
    assert [(field.name, field.dataType) for field in checks.schema] == [(f.name, f.dataType) for f in declared]


def test_every_nomination_has_a_row_per_ground_without_any_document_or_link(
    spark: SparkSession, make_run: Callable[..., Run]
) -> None:
    nominations = [CASES["no paper at all"][0], {**CASES["missing id"][0], "nomination_no": "2"}]
    tables = {
        "bronze.nominations": bronze(spark, "nominations", nominations),
        "bronze.criminal_judgments": bronze(spark, "criminal_judgments", []),
        "bronze.judgment_debtors": bronze(spark, "judgment_debtors", []),
        "linked.crosswalks": crosswalk(spark, []),
        "bronze.reviews": spark.createDataFrame(
            [
                (f"signature-{number}", "signature", "candidates", paper, "signed", signer, "read", AS_OF, AS_OF)
                for number, (paper, signer) in enumerate(SIGNED)
            ],
            REVIEWS.ddl,
        ),
    }
    rows = transform(tables, make_run())["lists.candidate_checks"].collect()
    assert sorted((row.nomination_id, row.ground) for row in rows) == sorted(
        (f"r-nominations-{place}", ground) for place in (1, 2) for ground in GROUNDS
    )
    statuses = {(row.nomination_id, row.review_status) for row in rows}
    assert statuses == {("r-nominations-1", "signed"), ("r-nominations-2", "unreviewed")}, "two people sign"
