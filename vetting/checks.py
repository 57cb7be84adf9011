"""The check itself: every nomination against every ground in force, one row each, always."""

from __future__ import annotations

from datetime import date
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from law.grounds import Ground, candidate_grounds
from vetting.documents import SHOWS, debtor_listings, is_juvenile_record, judgments
from vetting.identity import birth_on, may_be_the_same, name_form, number_form, valid_number
from vetting.sentences import Sentences, sentences

SIGNED = "signed"
NO_DOCUMENT, FOUND, NOT_PROVEN = "no_document_found", "document_found_confirm", "identity_not_proven"


def check_candidates(
    nominations: DataFrame,
    crosswalks: DataFrame,
    criminal_judgments: DataFrame,
    judgment_debtors: DataFrame,
    signed: DataFrame,
    as_of: date,
) -> DataFrame:
    """One row per nomination and ground in force at `as_of`, with the columns of lists.candidate_checks.

    Takes bronze.nominations, linked.crosswalks, bronze.criminal_judgments and bronze.judgment_debtors as known before
    `as_of`, and `signed` (nomination_id): the papers that enough people signed; the others are unreviewed.

    A document is found when it carries the candidate's valid citizen id and the same name. Identity is not proven when
    the candidate has no valid id, or when a document that would show the ground matches in part: the same id under
    another name, or the same name with the same birth date or with a damaged or masked writing of the id. A name alone
    is nothing. The day asked about is the election's, or `as_of` where none is set. `entity_id` is null whenever
    identity is not proven. Raises LawError when the table of grounds is malformed.
    """
    grounds = candidate_grounds(as_of)
    candidates = _candidates(nominations, as_of)
    convictions = _pairs(candidates, judgments(criminal_judgments, as_of), as_of).where(
        ~F.coalesce(is_juvenile_record(), F.lit(False))
    )
    listings = _pairs(candidates, debtor_listings(judgment_debtors), as_of)
    shown = _shown({"criminal_judgments": convictions, "judgment_debtors": listings}, grounds)
    asked = candidates.withColumn("ground", F.explode(F.array(*(_ground(ground, as_of) for ground in grounds))))
    asked = asked.select("*", F.col("ground.*")).withColumn("ground", F.col("ground.id"))
    answered = asked.join(shown, on=["nomination_id", "ground"], how="left")
    return _rows(answered, _entities(crosswalks), signed.withColumn("signed", F.lit(SIGNED)), as_of)


def _candidates(nominations: DataFrame, as_of: date) -> DataFrame:
    """One row per nomination; `number` is null unless valid."""
    number = valid_number(number_form(F.col("candidate_citizen_id")), as_of)
    return nominations.select(
        F.col("source_row_id").alias("nomination_id"),
        "village_code",
        number.alias("number"),
        name_form(F.col("candidate_name")).alias("name"),
        birth_on(number).alias("birth_on"),
        F.coalesce("election_on", F.lit(as_of)).alias("on_day"),
    )


def _pairs(candidates: DataFrame, documents: DataFrame, as_of: date) -> DataFrame:
    """Candidates with the documents that are theirs (`proven`) or may be; many to many.

    Two joins on plain keys, so that a city's candidates meet a province's judgments without comparing each with each.
    """
    known = candidates.where(F.col("number").isNotNull()).select(
        "nomination_id", "on_day", "birth_on", F.col("number").alias("own_number"), F.col("name").alias("own_name")
    )
    by_number = known.join(documents, on=F.col("own_number") == F.col("number"), how="inner").withColumn(
        "proven", F.coalesce(F.col("name") == F.col("own_name"), F.lit(False))
    )
    unproven = documents.where(valid_number(F.col("number"), as_of).isNull())
    same_birth = F.col("number").isNull() & (F.col("document_birth_on") == F.col("birth_on"))
    by_name = (
        known.join(unproven, on=F.col("own_name") == F.col("name"), how="inner")
        .where(F.coalesce(same_birth, F.lit(False)) | may_be_the_same(F.col("number"), F.col("own_number")))
        .withColumn("proven", F.lit(False))
    )
    return by_number.unionByName(by_name)


def _shown(pairs: dict[str, DataFrame], grounds: tuple[Ground, ...]) -> DataFrame:
    """One row per nomination and ground that some document shows: the proven documents, or else the doubtful ones."""
    found = []
    for kind, rows in pairs.items():
        # All grounds of a document at once, so that the documents are read and joined once.
        shows = [F.when(SHOWS[ground.id](), F.lit(ground.id)) for ground in grounds if ground.document == kind]
        if shows:
            ground_shown = F.explode(F.array_compact(F.array(*shows))).alias("ground")
            found.append(rows.select("nomination_id", ground_shown, "proven", "row_id", "citation"))
    document = F.struct("row_id", "citation")
    return (
        reduce(DataFrame.unionByName, found)
        .groupBy("nomination_id", "ground")
        .agg(
            F.max("proven").alias("proven"),
            F.array_sort(F.collect_set(F.when(F.col("proven"), document))).alias("certain"),
            F.array_sort(F.collect_set(F.when(~F.col("proven"), document))).alias("doubtful"),
        )
    )


def _ground(ground: Ground, as_of: date) -> Column:
    said = sentences(ground)
    return F.struct(
        F.lit(ground.id).alias("id"),
        F.lit(ground.kind).alias("kind"),
        *(
            F.lit(text.replace("{as_of}", as_of.isoformat())).alias(name)
            for name, text in zip(Sentences._fields, said, strict=True)
        ),
    )


def _entities(crosswalks: DataFrame) -> DataFrame:
    """One row per nomination that was linked to a person."""
    candidates = (F.col("table") == "nominations") & (F.col("role") == "candidate") & (F.col("entity_kind") == "person")
    return crosswalks.where(candidates).select(F.col("source_row_id").alias("nomination_id"), "entity_id")


def _rows(answered: DataFrame, entities: DataFrame, signed: DataFrame, as_of: date) -> DataFrame:
    documents = F.when(F.col("proven"), F.col("certain")).otherwise(F.col("doubtful"))
    outcome = (
        F.when(F.col("number").isNull() | ~F.col("proven"), NOT_PROVEN)
        .when(F.col("proven"), FOUND)
        .otherwise(NO_DOCUMENT)
    )
    told = (
        answered.join(entities, on="nomination_id", how="left")
        .join(signed, on="nomination_id", how="left")
        .withColumns({"documents": documents, "outcome": outcome})
    )
    day = F.date_format("on_day", "yyyy-MM-dd")
    nothing = F.array().cast("array<string>")

    def sentence(language: str) -> Column:
        doubt = F.when(F.col("number").isNull(), F.col(f"no_number_{language}")).otherwise(
            F.col(f"doubtful_{language}")
        )
        template = (
            F.when(F.col("outcome") == FOUND, F.col(f"found_{language}"))
            .when(F.col("outcome") == NO_DOCUMENT, F.col(f"none_{language}"))
            .otherwise(doubt)
        )
        return F.replace(template, F.lit("{day}"), day)

    return told.select(
        "nomination_id",
        F.when(F.col("outcome") != NOT_PROVEN, F.col("entity_id")).alias("entity_id"),
        "village_code",
        "ground",
        "kind",
        "outcome",
        F.coalesce(F.col("documents.row_id"), nothing).alias("document_row_ids"),
        F.coalesce(F.col("documents.citation"), nothing).alias("citations"),
        sentence("zh").alias("sentence_zh"),
        sentence("en").alias("sentence_en"),
        F.lit(as_of).alias("as_of"),
        F.coalesce("signed", F.lit("unreviewed")).alias("review_status"),
    )
