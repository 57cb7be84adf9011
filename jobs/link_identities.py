"""Links every mention in the departments' rows to a person or company with a pseudonymous id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from expectations.contracts import contracts
from jobs.approvals import approved_version
from jobs.faults import Fault
from jobs.kept_forms import FORMS, Tonight, forms_version, normal_mentions
from jobs.progress import say
from jobs.run import Run
from jobs.small_tables import handed_over
from jobs.written_addresses import address_tables
from models import linking
from models.linking import deterministic
from models.linking.company_levels import COMPANY_LINKAGE
from models.linking.company_mentions import former_names
from models.linking.person_model import PERSON_LINKAGE, PersonLinkage, UnfitLinkage
from models.linking.schemas import KEPT
from models.linking.vault import NORMAL, SAID

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from identifiers.pseudonyms import Pseudonyms
    from jobs.night_before import NightBefore

_OF_CROSSWALKS = ["source_row_id", "role", "known_on", "entity_id", "entity_kind", "links_only", "method"]
"""Columns that linking goes on from; the rest is for people."""


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """Crosswalks, entities, the vault of identities, disputes, and what linking has to show: its links, what a reviewer
    should look at, and what became of yesterday's entities; and which standard address each written one is. From all
    bronze tables of the night and what the last night before it committed. Rows that a declared reference withholds are
    linked to nobody."""
    declared = [one for one in mention_columns() if f"bronze.{one.table}" in tables]
    forms = forms_version(run.pseudonyms)
    verdicts = _verdicts(tables["bronze.link_verdicts"], run.before)
    tonight, former = mentions_and_former_names(tables, declared, run.before, run.pseudonyms, verdicts)
    mentions = tonight.mentions
    night = linking.link(
        mentions,
        *_comparison(tonight, former, tables, run),
        registry(run.before, tonight),
        tonight.verdicts,
        lambda kind, mention_id: run.pseudonyms.of(kind, "row", mention_id, run.as_of.isoformat()),
        run.spark,
    )
    night = replace(night, doubts=[*night.doubts, *linking.doubts_of(tonight.disputes, night)])
    run.facts[FORMS] = forms
    linked = linking.placed(handed_over(run.spark, mentions), night, tonight.refuted).localCheckpoint()
    crosswalk = linking.crosswalks(linked)
    return {
        "linked.crosswalks": crosswalk,
        "linked.entities": linking.entities(linked),
        "linked.identities": linking.identities(linked),
        "linked.disputes": linking.disputes(tables, crosswalk, run.pseudonyms),
        "linked.links": handed_over(run.spark, night.links),
        "linked.review_items": linking.review_items(run.spark, night),
        "linked.entity_changes": handed_over(run.spark, night.changes),
        **address_tables(tables, mentions, run),
    }


def mentions_and_former_names(
    tables: Mapping[str, DataFrame],
    declared: Sequence[linking.MentionColumns],
    before: NightBefore,
    pseudonyms: Pseudonyms,
    verdicts: Sequence[linking.Verdict] = (),
) -> tuple[Tonight, pa.Table]:
    """`kept_forms.normal_mentions`, and the names that companies gave up."""
    # Names are mostly a wait for Java, and mentions of a night with little new ask nothing of it.
    with ThreadPoolExecutor(1) as aside:
        former = aside.submit(lambda: former_names(tables["bronze.company_changes"]))
        return normal_mentions(tables, declared, before, pseudonyms, verdicts), former.result()


def registry(before: NightBefore, tonight: Tonight) -> linking.Registry:
    """What linking goes on from: whom the night before linked to whom, and its links where its forms were kept; else
    everybody is compared anew.

    Linking takes a mention for changed when its version became known on another day. Of `corrected` records (see
    `kept_forms.Tonight`) that is not so, and the day is left out.
    """
    links = before.read("linked.links")
    if tonight.yesterday is None:
        crosswalks, kept = before.read("linked.crosswalks", _OF_CROSSWALKS), KEPT.empty_table()
        links = links.schema.empty_table()
    else:
        crosswalks, kept = linking.as_registered(tonight.yesterday.others), tonight.yesterday.kept.select(KEPT.names)
    if len(tonight.corrected):
        unchanged = pc.invert(pc.is_in(crosswalks["source_row_id"], tonight.corrected))
        known_on = pc.if_else(unchanged, crosswalks["known_on"], None)
        crosswalks = crosswalks.set_column(crosswalks.column_names.index("known_on"), "known_on", known_on)
    return linking.Registry(crosswalks, links, kept)


def _comparison(
    tonight: Tonight, former: pa.Table, tables: Mapping[str, DataFrame], run: Run
) -> tuple[linking.Comparison, str]:
    """How the night compares, persons by the approved model of this source and else by stated rules; and a version that
    changes with either."""
    number = approved_version(tables["bronze.model_approvals"], PERSON_LINKAGE, run)
    model = None if number is None else _model(number, run)
    persons = deterministic.VERSION if model is None else f"{PERSON_LINKAGE}/{number}"
    run.facts["model.linkage"] = persons
    compare = linking.Comparison(
        tonight.mentions,
        former,
        run.pseudonyms,
        lambda entities: said_before(run.before, entities),
        model,
        run.spark if run.settings.linkage_engine == "spark" else None,
        mentions_before(tonight),
    )
    return compare, f"{persons}, {COMPANY_LINKAGE}"


def said_before(before: NightBefore, entities: pa.Array) -> pa.Table:
    """What the vault of the night before says of some entities."""
    vault = before.vault.select(SAID)
    return linking.said_of(vault.filter(pc.is_in(vault["entity_id"], entities)))


def mentions_before(tonight: Tonight) -> linking.Earlier | None:
    """Looks up mentions of the night before that do not stand as they were, as its vault keeps them; none where
    everything was made anew."""
    if tonight.yesterday is None:
        return None
    others = linking.with_ids(tonight.yesterday.others.select(NORMAL.names))
    return lambda ids: others.filter(pc.is_in(others["mention_id"], ids))


def _model(number: str, run: Run) -> PersonLinkage | None:
    """An approved version; None, with a word in the manifest, where records are compared by other conditions today."""
    from models import registry  # here, because a night without a model need not wait for MLflow to import

    try:
        return registry.load_linkage(run.settings.mlflow_uri, number)
    except registry.NoSuchVersion as error:
        raise Fault(
            str(error),
            f"Point MINGJING_MLFLOW_URI at the registry that holds it, or approve another version of {PERSON_LINKAGE}",
        ) from error
    except UnfitLinkage as doubt:
        run.facts["refused.linkage"] = f"{PERSON_LINKAGE}/{number}: {doubt}"
        say("link_identities", run.as_of, f"links persons by rules: {PERSON_LINKAGE} {number}: {doubt}")
        return None


def _verdicts(rows: DataFrame, before: NightBefore) -> list[linking.Verdict]:
    """The night's verdicts in the order in which they became known."""
    known = before.deliveries.known_before if before.deliveries else date.min
    given = sorted(rows.collect(), key=lambda row: (row["known_on"], int(row["verdict_id"].rpartition("-")[2])))
    return [linking.Verdict(row["left_id"], row["right_id"], row["verdict"], row["known_on"] >= known) for row in given]


def mention_columns() -> list[linking.MentionColumns]:
    """The contracts' mentions as linking takes them.

    A mention declared as a company whose name column may hold a person's name (published penalties name both) is read
    as a party. Registration numbers are the market register's and mean nothing in another department's tables.
    """
    made = []
    for contract in contracts().values():
        columns = {column.name: column for column in contract}
        for one in contract.mentions:
            either = one.kind == "company" and columns[one.name].type == "party_name"
            registered = contract.department == "market" and one.role == "company" and "registration_no" in columns
            made.append(
                linking.MentionColumns(
                    table=contract.table,
                    role=one.role,
                    kind="party" if either else one.kind,
                    name=one.name,
                    id_number=one.id_number,
                    kind_column=one.kind_column,
                    phone=one.phone,
                    address=one.address,
                    birth_on=one.birth_on,
                    registration_no="registration_no" if registered else None,
                    links_only=one.links_only,
                    context=one.context,
                )
            )
    return made
