"""How a night compares mentions: what it asks and is answered, of persons and of companies."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking import deterministic
from models.linking.company_edges import company_edges
from models.linking.company_levels import COMPANY_THRESHOLD
from models.linking.company_mentions import RENAMING, told_former_names
from models.linking.company_neighbours import ChangedCompanies, company_neighbours
from models.linking.person_edges import person_edges
from models.linking.person_neighbours import PAST, ChangedPersons
from models.linking.schemas import Compared
from models.linking.vault import rows_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from identifiers.pseudonyms import Pseudonyms
    from models.linking.person_model import PersonLinkage

LEFT = pa.schema(
    {
        "mention_id": pa.string(),
        "entity_id": pa.string(),
        "entity_kind": pa.string(),
    }
)
"""A mention of yesterday's that is gone, or came in another version, as `linked.crosswalks` held it."""


@dataclass(frozen=True)
class Disturbed:
    """Where tonight's mentions are not those of yesterday's registry.

    `mentions` are the ids of those that are new, came in another version, or stood beside one that did or is gone,
    sorted; `fresh` are the first two of these and `gone` the last two, that is with yesterday's version of what came in
    another. `left` has rows of `LEFT`, of `gone` without reporters and victims.
    """

    mentions: list[str]
    left: pa.Table
    fresh: pa.Array
    gone: pa.Array


Compare = Callable[[Disturbed | None], Compared]
"""The links of tonight's mentions: those that can differ from yesterday's, or without a question all."""

Vault = Callable[[pa.Array], pa.Table]
"""What yesterday's vault (`linked.identities`) held of some entities, as rows of `person_neighbours.PAST`."""

Earlier = Callable[[pa.Array], pa.Table]
"""Mentions of yesterday's by their ids, as its night compared them (`NORMAL_DDL` with `mention_id`)."""


@dataclass(frozen=True)
class Comparison:
    """The comparison of a night's normalised mentions (`NORMAL_DDL` with `mention_id`): a `Compare`.

    Persons are compared by `model`, or by stated rules where there is none; companies by what names and numbers prove,
    with the names that `former_names` gives their rows and those that notes behind their names tell. Without `earlier`
    companies are compared whole every night.
    With a Spark session pairs of persons are scored there.
    """

    mentions: pa.Table
    former_names: pa.Table
    pseudonyms: Pseudonyms
    vault: Vault
    model: PersonLinkage | None = None
    spark: SparkSession | None = None
    earlier: Earlier | None = None

    def __call__(self, disturbed: Disturbed | None) -> Compared:
        """Links above the thresholds. Persons are compared whole where stated rules compare them: it takes seconds.

        Companies are compared beside persons: much of either is done by one core.
        """
        changed = None if disturbed is None else self._changed_companies(disturbed)
        with ThreadPoolExecutor(1) as beside:
            found = beside.submit(self._companies, changed)
            persons = self._persons(disturbed)
            companies = found.result()
        return Compared(
            pa.concat_tables([persons.links, companies.links]),
            pa.concat_arrays([persons.mentions, companies.mentions]),
            persons.kinds | companies.kinds,
        )

    def _companies(self, changed: ChangedCompanies | None) -> Compared:
        former = pa.concat_tables([self.former_names, told_former_names(self.mentions)])
        if changed is None:
            made = company_edges(self.mentions, former)
            return Compared(_surer_than(COMPANY_THRESHOLD, made), pa.array([], pa.string()), frozenset({"company"}))
        near = company_neighbours(self.mentions, former, changed)
        made = company_edges(near.normal, former)
        touching = pc.or_(*(pc.is_in(made[end], near.compared) for end in ("left_id", "right_id")))
        return Compared(_surer_than(COMPANY_THRESHOLD, made.filter(touching)), near.compared)

    def _changed_companies(self, disturbed: Disturbed) -> ChangedCompanies | None:
        """Null where what yesterday's mentions said is not at hand, or gave their company a name that it had: what is
        compared anew is found by the names that rows give tonight."""
        if self.earlier is None:
            return None
        earlier = self.earlier(disturbed.gone)
        renaming = pc.or_(pc.equal(earlier["table"], RENAMING), pc.is_valid(earlier["former_name"]))
        if len(earlier) < len(disturbed.gone) or pc.any(renaming).as_py():
            return None
        return ChangedCompanies(rows_of(pa.concat_arrays([disturbed.fresh, disturbed.gone])), earlier)

    def _persons(self, disturbed: Disturbed | None) -> Compared:
        nobody = pa.array([], pa.string())
        if self.model is None:
            return Compared(deterministic.person_links(self.mentions), nobody, frozenset({"person"}))
        changed = None if disturbed is None else self._changed(disturbed)
        made = person_edges(self.mentions, self.model, self.pseudonyms, changed, self.spark)
        return Compared(_surer_than(self.model.threshold, made.links), made.mentions, made.kinds)

    def _changed(self, disturbed: Disturbed) -> ChangedPersons:
        entities = pc.unique(disturbed.left.filter(pc.field("entity_kind") == "person")["entity_id"])
        past = self.vault(entities) if len(entities) else PAST.empty_table()
        return ChangedPersons(disturbed.mentions, past)


def _surer_than(threshold: float, links: pa.Table) -> pa.Table:
    return links.filter(pc.field("probability") >= threshold)
