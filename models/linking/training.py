"""Learning how person records compare, from the extracts alone: nobody has to say who is who.

u, how often two people agree, is counted among people with valid ids, whose numbers say that they differ. m, how often
rows of one person agree, is counted where a number says that they are one's: a row of each person against all others.
Numbers cannot say how often numbers agree, and of what too few rows show nothing is counted: m of these is found by
expectation maximisation (Splink's) among pairs that share a phone, a name with a birth date, or an address, with the
rest as counted. By itself it takes families for one person, who share phones and doors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from models.linking.agreement import agreement
from models.linking.database import scratch_database
from models.linking.person_comparisons import DEFAULTS, Chance, settings
from models.linking.person_model import PersonLinkage, fingerprint
from models.linking.person_records import make_people, make_records
from models.linking.scoring import linker

if TYPE_CHECKING:
    import duckdb
    from splink import Linker

    from identifiers.pseudonyms import Pseudonyms

NAMESAKES = 3
"""People who must bear a name before its share is kept by itself: the share of fewer would be about somebody."""

PAIRS_FOR_U = 5_000_000
"""Random pairs of people that u is counted among; a share of 1 in 100,000 is then known to about a seventh."""

THRESHOLD = 0.95
"""A link is made where a wrong one is thought less likely than one in twenty. Stated, not tuned: most links
lie far above it, so that far fewer than one in a hundred are expected to be wrong."""

_BLOCKS = (
    "l.phones = r.phones AND len(l.phones) > 0",
    "l.name = r.name AND l.birth = r.birth",
    "l.doors = r.doors AND len(l.doors) > 0",
)
_NOT_BOTH_NUMBERED = "NOT (l.numbered AND r.numbered)"


class TooFewPeople(Exception):
    """Too few people with valid ids, or too few rows without, to learn from; the message says how many."""


LEAST_PEOPLE = 1_000
LEAST_DESCRIPTIONS = 200
LEAST_M = 1e-4
"""Of a level that expectation maximisation gave to nobody: not seen is not impossible."""

LEAST_PAIRS = 100
"""Of a pass of expectation maximisation; one with fewer is left out."""


@dataclass(frozen=True)
class TrainedLinkage:
    """A model with what is logged beside it: Splink's charts as Vega-Lite, by name, and counts. No name and no id."""

    model: PersonLinkage
    charts: Mapping[str, Mapping[str, Any]]
    metrics: Mapping[str, float]


def train_person_linkage(
    normal: pa.Table, pseudonyms: Pseudonyms, source: str, trained_until: date, seed: int
) -> TrainedLinkage:
    """Learn from normalised mentions (`NORMAL_DDL`) of one source, known before `trained_until`.

    The same mentions and seed give the same model, in any order and on any number of cores. Raises TooFewPeople.
    """
    with scratch_database() as connection:
        make_people(connection, normal)
        make_records(connection)
        people, descriptions = connection.sql(
            "SELECT count(*) FILTER (numbered), count(*) FILTER (NOT numbered AND NOT links_only) FROM person_records"
        ).fetchall()[0]
        if people < LEAST_PEOPLE or descriptions < LEAST_DESCRIPTIONS:
            raise TooFewPeople(f"{people} people with a valid id and {descriptions} descriptions without")
        chances = {**DEFAULTS, **_of_strangers(connection, seed)}
        counted = agreement(connection)
        chances = _with_counted(chances, counted)
        chances, charts = _of_one_person(connection, chances, 1 / people, counted)
        names, rare = _name_shares(connection, pseudonyms)
    model = PersonLinkage(
        chances=chances,
        probability=_rounded(1 / people),
        names=names,
        rare_name=rare,
        threshold=THRESHOLD,
        source=source,
        trained_until=trained_until,
        comparisons=fingerprint(),
    )
    return TrainedLinkage(
        model, charts, {"people": float(people), "descriptions": float(descriptions), "names_kept": float(len(names))}
    )


def _of_strangers(connection: duckdb.DuckDBPyConnection, seed: int) -> dict[str, Chance]:
    """Chances with u of every level that two people with valid ids were seen to reach; m as stated."""
    splink = _one_thread(connection, DEFAULTS, 1e-6, "numbered")
    splink.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=seed)
    drawn = {level: chance.u for level, chance in _chances(splink).items()}
    return {level: Chance(DEFAULTS[level].m, u) for level, u in {**drawn, **_counted(connection)}.items()}


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """u of what random pairs cannot show, because it is too rare or because two valid ids always differ.

    Of masked ids: how often two people agree in the ten digits that a counter leaves, area and last four. A number
    with one wrong character resembles another person's about as seldom as two agree in all but their last two.
    """
    people, context, home, masked, edited = connection.sql(
        """
        WITH known AS (SELECT number, contexts, homes, doors FROM person_records WHERE numbered)
        SELECT (SELECT count(*) FROM known),
               (SELECT sum(c * (c - 1)) FROM
                   (SELECT count(*) AS c FROM (SELECT unnest(contexts) AS one FROM known) GROUP BY one)),
               (SELECT count(*) * 2 FROM (SELECT number, unnest(homes) AS home FROM known) AS owner
                JOIN (SELECT number, unnest(doors) AS door FROM known) AS dweller
                ON home = door AND owner.number <> dweller.number),
               (SELECT sum(c * (c - 1)) FROM (SELECT count(*) AS c FROM known GROUP BY number[:6], number[-4:])),
               (SELECT sum(c * (c - 1)) FROM (SELECT count(*) AS c FROM known GROUP BY number[:16]))
        """
    ).fetchall()[0]
    pairs = people * (people - 1)
    u = {
        level: _rounded(max(float(count or 0), 1.0) / pairs)
        for level, count in (
            ("context_same", context),
            ("context_home", home),
            ("id_masked", masked),
            ("id_edit", edited),
        )
    }
    return {
        **u,
        "context_differs": _rounded(1 - u["context_same"] - u["context_home"]),
        "id_differs": _rounded(1 - u["id_masked"] - u["id_edit"]),
    }


def _with_counted(chances: Mapping[str, Chance], counted: Mapping[str, Mapping[str, float]]) -> dict[str, Chance]:
    """Chances with the m counted. Of a level that no row showed the stated one stays: rows without a valid number may
    (masked names stand beside masked numbers)."""
    m = {level: _rounded(max(share, LEAST_M)) for shares in counted.values() for level, share in shares.items()}
    return {level: Chance(m.get(level, chance.m), chance.u) for level, chance in chances.items()}


def _of_one_person(
    connection: duckdb.DuckDBPyConnection,
    chances: Mapping[str, Chance],
    probability: float,
    counted: Collection[str],
) -> tuple[dict[str, Chance], dict[str, Mapping[str, Any]]]:
    splink = _one_thread(connection, chances, probability, "NOT links_only", counted)
    for block in _BLOCKS:
        if not connection.sql(f"SELECT 1 FROM ({_pairs_of(block)}) LIMIT {LEAST_PAIRS}").fetchall()[LEAST_PAIRS - 1 :]:
            continue
        splink.training.estimate_parameters_using_expectation_maximisation(
            f"{block} AND {_NOT_BOTH_NUMBERED}",
            estimate_without_term_frequencies=True,
            fix_u_probabilities=True,
        )
    charts: dict[str, Mapping[str, Any]] = {
        "match_weights": splink.visualisations.match_weights_chart().chart_dict,
        "m_u_parameters": splink.visualisations.m_u_parameters_chart().chart_dict,
    }
    learnt = {level: chance for level, chance in _chances(splink).items() if not level.startswith("context_")}
    learnt = {level: Chance(max(chance.m, LEAST_M), chance.u) for level, chance in learnt.items()}
    return {**chances, **learnt}, charts


def _pairs_of(block: str) -> str:
    return (
        f"SELECT 1 FROM person_records AS l JOIN person_records AS r ON {block} "
        f"WHERE l.record_id < r.record_id AND {_NOT_BOTH_NUMBERED} AND NOT (l.links_only OR r.links_only)"
    )


def _one_thread(
    connection: duckdb.DuckDBPyConnection,
    chances: Mapping[str, Chance],
    probability: float,
    only: str,
    counted: Collection[str] = (),
) -> Linker:
    # One thread and sorted records: which pairs are drawn, and in what order shares are summed, must not vary.
    return linker(connection, settings(chances, probability, "duckdb", counted), only, threads=1)[0]


def _chances(splink: Linker) -> dict[str, Chance]:
    """m and u of every level that Splink has, to six digits."""
    found = {}
    for comparison in splink.misc.save_model_to_json(out_path=None)["comparisons"]:
        for level in comparison["comparison_levels"]:
            if "m_probability" in level and "u_probability" in level:
                found[level["label_for_charts"]] = Chance(
                    _rounded(level["m_probability"]), _rounded(level["u_probability"])
                )
    return found


def _name_shares(connection: duckdb.DuckDBPyConnection, pseudonyms: Pseudonyms) -> tuple[dict[str, float], float]:
    """Shares of people with the names that several bear, by the name's pseudonym, and the mean share of the others."""
    counted = connection.sql(
        "SELECT name, count(*) FROM person_records WHERE numbered AND name IS NOT NULL GROUP BY name ORDER BY name"
    ).fetchall()
    people = sum(count for _, count in counted)
    kept = [(name, count) for name, count in counted if count >= NAMESAKES]
    rare = [count for _, count in counted if count < NAMESAKES]
    keys = pseudonyms.of_each("name", ([name] for name, _ in kept))
    shares = {key: _rounded(count / people) for key, (_, count) in zip(keys, kept, strict=True)}
    return shares, _rounded(max(1, sum(rare)) / max(1, len(rare)) / people)


def _rounded(share: float) -> float:
    """To six significant digits, so that the last bits of a sum are no part of a model."""
    return float(f"{share:.6g}")
