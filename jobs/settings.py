"""One frozen object with every setting, built once in `jobs.__main__`; nothing reads the environment at import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobs.faults import Fault

DEFAULT_MASTER = "local[*]"
"""Spark on every core of this machine."""


LINKAGE_ENGINES = ("duckdb", "spark")
"""What scores pairs of records: DuckDB on the machine of the driver, or Spark's executors. The rows are the same."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how large the engine may be.

    `warehouse` is any path that Spark can write (a local folder or a Hadoop URI); the other folders are local.
    """

    home: Path
    landing: Path
    warehouse: str
    reports: Path
    key_file: Path
    airflow_home: Path
    mlflow_uri: str
    mlflow_artifacts: str
    review_url: str
    source: str
    jurisdiction: str
    seed: int
    spark_master: str
    driver_memory: str
    linkage_engine: str
    shuffle_partitions: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from `MINGJING_*` variables and `SPARK_MASTER`, with a default for each.

        Raises Fault when a number is not one, or a word none of those that are known.
        """
        home = Path(environment.get("MINGJING_HOME", "var")).expanduser().resolve()

        def whole(name: str, default: int) -> int:
            text = environment.get(name, str(default))
            try:
                return int(text)
            except ValueError:
                raise Fault(f"{name} must be a whole number, not {text!r}", "Correct it or leave it unset") from None

        return cls(
            home=home,
            landing=home / "landing",
            warehouse=environment.get("MINGJING_WAREHOUSE", str(home / "warehouse")),
            reports=home / "reports",
            key_file=Path(environment.get("MINGJING_KEY_FILE", str(home / "keys" / "pseudonyms.key"))),
            airflow_home=home / "airflow",
            mlflow_uri=environment.get("MINGJING_MLFLOW_URI", f"sqlite:///{home / 'mlflow' / 'mlflow.db'}"),
            mlflow_artifacts=environment.get("MINGJING_MLFLOW_ARTIFACTS", (home / "mlflow" / "artifacts").as_uri()),
            review_url=environment.get("MINGJING_REVIEW_URL", f"sqlite:///{home / 'review.db'}"),
            source=environment.get("MINGJING_SOURCE", "xiamen"),
            jurisdiction=environment.get("MINGJING_JURISDICTION", "fujian"),
            seed=whole("MINGJING_SEED", 7),
            spark_master=environment.get("SPARK_MASTER", DEFAULT_MASTER),
            driver_memory=environment.get("MINGJING_DRIVER_MEMORY", "4g"),
            linkage_engine=_one_of(LINKAGE_ENGINES, environment, "MINGJING_LINKAGE_ENGINE"),
            shuffle_partitions=whole("MINGJING_SHUFFLE_PARTITIONS", 4),
        )

    def make_folders(self) -> None:
        """Make the local folders that belong to a run, readable by their owner only."""
        for folder in (self.home, self.landing, self.reports, self.airflow_home, self.home / "mlflow"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if "://" not in self.warehouse:
            Path(self.warehouse).mkdir(parents=True, exist_ok=True, mode=0o700)

    def recorded(self) -> dict[str, str]:
        """What a manifest keeps of the settings: everything that could change a row, no path and no secret."""
        return {
            "jurisdiction": self.jurisdiction,
            "seed": str(self.seed),
            "shuffle_partitions": str(self.shuffle_partitions),
        }


def _one_of(words: Sequence[str], environment: Mapping[str, str], name: str) -> str:
    """The setting, by default the first of the words. Raises Fault when it is none of them."""
    text = environment.get(name, words[0])
    if text not in words:
        raise Fault(f"{name} must be {' or '.join(words)}, not {text!r}", "Correct it or leave it unset")
    return text
