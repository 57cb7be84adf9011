"""Training of person linkage: what all departments had handed over before a day, compared without anybody's answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from identifiers.pseudonyms import Pseudonyms
from jobs.link_identities import mention_columns
from jobs.reader import Reader
from jobs.training_dates import history
from jobs.warehouse import Warehouse
from models import linking, registry
from models.linking.person_model import PERSON_LINKAGE
from models.linking.training import train_person_linkage
from models.linking.vault import NORMAL

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from jobs.settings import Settings


@dataclass(frozen=True)
class TrainedLinkageVersion:
    """A registered version of the person linkage model. Its text is what the command line prints."""

    name: str
    version: str
    source: str
    people: int
    descriptions: int

    def __str__(self) -> str:
        return (
            f"{self.name} version {self.version}: {self.people:,} people with a valid id and {self.descriptions:,} "
            f"descriptions without one"
        )


def train_linkage(settings: Settings, as_of: date, spark: SparkSession, code_revision: str) -> TrainedLinkageVersion:
    """Train and register person linkage on what was known before `as_of`; ingest has run.

    Raises TooFewPeople where there is too little to learn from: nights then link by stated rules and say so.
    """
    warehouse = Warehouse(settings.warehouse)
    reader = Reader(spark, warehouse, as_of)
    declared = mention_columns()
    tables = reader.read_all(sorted({f"bronze.{one.table}" for one in declared}))
    pseudonyms = Pseudonyms.from_key_file(settings.key_file)
    normal = linking.normalised(linking.mentions(tables, declared), pseudonyms).toArrow().cast(NORMAL).combine_chunks()
    # A row under another's number would teach that one person's rows disagree.
    normal = linking.owned(linking.with_ids(normal), pseudonyms).mentions
    source = history(warehouse).source
    trained = train_person_linkage(normal, pseudonyms, source, as_of, settings.seed)
    tags = {"seed": str(settings.seed), "code_revision": code_revision}
    version = registry.register_linkage(
        settings.mlflow_uri, settings.mlflow_artifacts, trained, tags, dict(reader.inputs)
    )
    return TrainedLinkageVersion(
        PERSON_LINKAGE,
        version,
        source,
        int(trained.metrics["people"]),
        int(trained.metrics["descriptions"]),
    )
