"""Spark's checks of numbers and names say the same as `identifiers`, and the list of grounds is closed."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import vetting
from identifiers import citizen_ids, names
from jobs.registry import job
from law.grounds import CLOSED_LIST
from vetting.documents import SHOWS
from vetting.identity import birth_on, name_form, number_form, valid_number

AS_OF = date(2026, 3, 4)


def numbers() -> list[str]:
    """Two thousand writings of numbers: right ones, damaged ones, other things."""
    dice = random.Random(7)
    made = [
        "",
        "无",
        "110105194912310021",
        "11010519491231002x",
        " 110105 19491231-002X",
        "110105491231002",
        "12",
        "９",
    ]
    for _ in range(2000):
        born = f"{dice.randint(1850, 2030)}{dice.randint(1, 13):02d}{dice.randint(1, 31):02d}"
        body = f"350203{born}{dice.randint(0, 999):03d}"
        number = body + citizen_ids.check_digit(body)
        place = dice.randrange(18)
        made.append(
            number if dice.random() < 0.6 else number[:place] + dice.choice("0123456789X*") + number[place + 1 :]
        )
    return made


def test_spark_accepts_the_numbers_that_identifiers_accepts_and_no_other(spark: SparkSession) -> None:
    written = numbers()
    number = valid_number(number_form(F.col("written")), AS_OF)
    frame = spark.createDataFrame([(one,) for one in written], "written string")
    said = frame.select("written", number.alias("number"), birth_on(number).alias("birth_on")).collect()
    expected = {one: citizen_ids.check(one, AS_OF) for one in written}
    assert {row.written: (row.number, row.birth_on) for row in said} == {
        one: (found.number if found.valid else None, found.birth_on) for one, found in expected.items()
    }
    assert 500 < sum(found.valid for found in expected.values()) < len(written) - 500


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "张 三",
        " 欧阳 娜娜",
        "阿依 • 古丽",
        "阿依．古丽".replace("．", "."),
        "john  smith",
        "J. Smith",
        "王××",
        "",
    ],
)
def test_spark_writes_names_as_identifiers_does(spark: SparkSession, name: str) -> None:
    frame = spark.createDataFrame([(name,)], "name string")
    assert frame.select(name_form(F.col("name"))).head() == (names.person_name_form(name) or None,)


def test_there_is_a_rule_for_every_ground_of_the_closed_list_and_for_nothing_else() -> None:
    assert SHOWS.keys() == CLOSED_LIST.keys()


def test_the_job_reads_courts_documents_and_nothing_else_about_anybody() -> None:
    bronze = {table for table in job("vet_candidates").reads if table.startswith("bronze.")}
    assert bronze == {
        "bronze.nominations",
        "bronze.criminal_judgments",
        "bronze.judgment_debtors",
        "bronze.reviews",  # who signed the papers
        "bronze.villages",  # for a check: a nomination is for a committee that there is
    }
    source = "".join(path.read_text() for path in Path(next(iter(vetting.__path__))).glob("*.py"))
    for never in (
        "bronze.opened_cases",
        "police_incidents",
        "company_penalties",
        "case_parties",
        "linked.entities",
        "graph.",
    ):
        assert never not in source
