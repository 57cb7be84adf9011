"""Rings, look-alikes and steps of a city's truth beside what a night found; see `benchmarks.graph.city`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

import pandas as pd

from features.sources.lending import LOAN_DEEDS, PRIVATE_CAUSES
from jobs.reader import read_pandas
from jobs.warehouse import Warehouse

KNOWN_DESIGNS = (
    "consulting",
    "car_leasing",
    "housing",
    "student_loans",
    "pawn",
    "renting",
    "gambling",
    "mutual_aid",
)
"""Ring designs that were seen before rules and group finding were frozen last; any other is a new one."""

CORE_TOGETHER = 0.8
"""Share of a ring's core that must be in one community."""

STEPS = range(1, 6)

_NAMING = (
    "case_parties",
    "companies",
    "company_officers",
    "company_shareholders",
    "enforcements",
    "mortgages",
    "notarised_debts",
)
"""Tables whose rows put somebody into the graph."""


@dataclass(frozen=True)
class CityTruth:
    """The truth files that the figures are made of: rows as text by column; of mentions those of `_NAMING`."""

    rings: list[dict[str, str]]
    ring_members: list[dict[str, str]]
    look_alikes: list[dict[str, str]]
    loans: list[dict[str, str]]
    records: pd.DataFrame

    @classmethod
    def read(cls, folder: Path) -> CityTruth:
        """The files in a truth folder."""
        used = {"file": "str", "row": "int64", "role": "str", "entity_id": "str"}
        # A large city has millions of mentions; in parts, so that only those of a few tables are ever held.
        parts = pd.read_csv(folder / "records.csv", usecols=list(used), dtype=used, chunksize=500_000)
        records = pd.concat(part[part["file"].str.split("/").str[1].isin(_NAMING)] for part in parts)
        return cls(
            _rows(folder, "rings"),
            _rows(folder, "ring_members"),
            _rows(folder, "look_alikes"),
            _rows(folder, "loans"),
            records,
        )

    def members(self, ring_id: str) -> set[str]:
        """Everybody who belongs to a ring, companies too."""
        return {row["entity_id"] for row in self.ring_members if row["ring_id"] == ring_id}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class OwnAnswer:
    """What the night says. `mentions`: source_file, source_row, role, entity_id, lends (whether the row is a lending
    act of whoever stands in that role). `community`: entity to community. `steps`: entity_id, step."""

    mentions: pd.DataFrame
    community: pd.Series
    steps: pd.DataFrame

    @classmethod
    def read(cls, warehouse: Warehouse, as_of: date) -> OwnAnswer:
        """The committed tables of a night."""
        known = ["source_row_id", "source_file", "source_row"]
        more = {"case_parties": ["case_no", "role"], "enforcements": ["basis_no"]}
        more["notarised_debts"] = ["deed_no", "deed_kind"]
        rows = {
            table: read_pandas(warehouse, f"bronze.{table}", as_of, columns=[*known, *more.get(table, ())])
            for table in _NAMING
        }
        cases = read_pandas(warehouse, "bronze.civil_cases", as_of, columns=["case_no", "cause"])
        acts = _lending_acts(rows, set(cases.loc[cases["cause"].isin(PRIVATE_CAUSES), "case_no"]))
        crosswalk = read_pandas(warehouse, "linked.crosswalks", as_of, {"table": _NAMING})
        crosswalk = crosswalk.loc[~crosswalk["links_only"], ["source_row_id", "role", "entity_id"]]
        mentions = crosswalk.merge(pd.concat(held[known] for held in rows.values()), on="source_row_id")
        mentions["lends"] = [key in acts for key in zip(mentions["source_row_id"], mentions["role"], strict=True)]
        members = read_pandas(warehouse, "graph.members", as_of, columns=["entity_id", "community_id"])
        evidence = read_pandas(warehouse, "features.evidence_items", as_of, {"list_name": ["lenders"]})
        found = evidence.loc[evidence["polarity"] == "for", ["subject_id", "step"]].dropna().drop_duplicates()
        return cls(
            mentions,
            members.set_index("entity_id")["community_id"],
            found.rename(columns={"subject_id": "entity_id"}).astype({"step": int}),
        )


def _lending_acts(rows: dict[str, pd.DataFrame], loan_cases: set[str]) -> set[tuple[str, str]]:
    """(source_row_id, role) of whoever lends: a creditor's suit on a private loan, a deed, a mortgage, enforcement."""
    parties, deeds, enforced = rows["case_parties"], rows["notarised_debts"], rows["enforcements"]
    deeds = deeds[deeds["deed_kind"].isin(LOAN_DEEDS)]
    bases = loan_cases | set(deeds["deed_no"])
    found = {
        "party": parties.loc[parties["case_no"].isin(loan_cases) & (parties["role"] == "plaintiff"), "source_row_id"],
        "creditor": deeds["source_row_id"],
        "mortgagee": rows["mortgages"]["source_row_id"],
        "applicant": enforced.loc[enforced["basis_no"].isin(bases), "source_row_id"],
    }
    return {(row, role) for role, ids in found.items() for row in ids}


def figures(truth: CityTruth, answer: OwnAnswer, say: Callable[[str], object]) -> dict[str, object]:
    """The keys of the benchmark but for the seconds. What was missed, and why, is said by kinds and never by name."""
    found = answer.mentions.merge(
        truth.records.rename(columns={"file": "source_file", "row": "source_row", "entity_id": "truth"}),
        on=["source_file", "source_row", "role"],
    )
    lending = found[found["lends"]]
    groups = _Groups(found, lending, answer.community)
    return {
        **_rings(truth, groups, say),
        **_look_alikes(truth, groups, say),
        **_steps(truth, lending, answer.steps, say),
    }


class _Groups:
    """Communities with the true people and companies in them."""

    def __init__(self, found: pd.DataFrame, lending: pd.DataFrame, community: pd.Series) -> None:
        self.lends = set(lending["truth"])
        self.entity = _most(lending, "truth", "entity_id")
        self.community: dict[str, str] = dict(zip(community.index, community, strict=True))
        owner = _most(found, "entity_id", "truth")
        self.people: dict[str, set[str]] = {}
        for entity, group in self.community.items():
            self.people.setdefault(group, set()).add(owner.get(entity, entity))

    def of(self, true_id: str) -> str | None:
        """The community of who lends on record; None of anybody else."""
        entity = self.entity.get(true_id)
        return None if entity is None else self.community.get(entity, entity)


def _most(rows: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    """For each key the value that most rows say; the smaller of two that say the same."""
    counted = rows.groupby([key, value]).size().reset_index(name="rows")
    first = counted.sort_values(["rows", value], ascending=[False, True]).drop_duplicates(key)
    return dict(zip(first[key], first[value], strict=True))


def _rings(truth: CityTruth, groups: _Groups, say: Callable[[str], object]) -> dict[str, object]:
    outcomes: dict[str, list[bool]] = {}
    without = 0
    for ring in truth.rings:
        told = f"ring {ring['ring_id']} ({ring['design']}, {ring['fate']})"
        members = truth.members(ring["ring_id"])
        core = sorted(members & groups.lends)
        if len(core) < 2:
            without += 1
            say(f"{told}: {len(core)} lend on record, no group to find")
            continue
        group, together = Counter(filter(None, map(groups.of, core))).most_common(1)[0]
        inside = groups.people.get(group, set())
        strangers = len(inside - members)
        found = together >= CORE_TOGETHER * len(core) and strangers <= len(inside) - strangers
        outcomes.setdefault(ring["design"], []).append(found)
        say(
            f"{told}: {together} of {len(core)} who lend together, "
            f"{strangers} strangers among {len(inside)}: {'found' if found else 'missed'}"
        )
    known = {design: held for design, held in outcomes.items() if design in KNOWN_DESIGNS}
    return {
        "ring_recall": _share(chain(*known.values())),
        "new_design_ring_recall": _share(chain(*(held for design, held in outcomes.items() if design not in known))),
        "rings_by_design": {
            design: {"found": sum(held), "rings": len(held)} for design, held in sorted(outcomes.items())
        },
        "rings": len(truth.rings),
        "rings_without_group": without,
    }


def _look_alikes(truth: CityTruth, groups: _Groups, say: Callable[[str], object]) -> dict[str, object]:
    grouped, lend = [], 0
    for one in truth.look_alikes:
        group = groups.of(one["entity_id"])
        lend += group is not None
        others = groups.people.get(group or "", set()) & groups.lends - {one["entity_id"]}
        grouped.append(bool(others))
        if others:
            say(f"look-alike {one['look_alike_id']} ({one['kind']}): grouped with {len(others)} who lend")
    say(
        f"look-alikes: {sum(grouped)} grouped, of {len(grouped)} in all; only the {lend} with a lending act on record "
        f"can be: {_ratio(sum(grouped), lend)} of these"
    )
    return {"look_alike_rate": _share(grouped), "look_alikes": len(grouped)}


def _steps(
    truth: CityTruth, lending: pd.DataFrame, found: pd.DataFrame, say: Callable[[str], object]
) -> dict[str, object]:
    owner = _most(lending, "entity_id", "truth")
    said = {
        (owner[entity], step)
        for entity, step in found[["entity_id", "step"]].itertuples(index=False)
        if entity in owner
    }
    lenders = set(lending["truth"])
    on_record = [loan for loan in truth.loans if loan["lender_id"] in lenders]
    used = {(loan["lender_id"], int(step)) for loan in on_record for step in loan["steps"].split(";") if step}
    kind = {loan["lender_id"]: loan["lender_kind"] for loan in on_record}
    measured, on_usurers = {}, {}
    for step in STEPS:
        evidenced, true = ({one for one, number in held if number == step} for held in (said, used))
        right = evidenced & true
        measured[str(step)] = {
            "precision": _ratio(len(right), len(evidenced)),
            "recall": _ratio(len(right), len(true)),
        }
        wrong = Counter(kind.get(one, "no private loan") for one in evidenced - true)
        on_usurers[str(step)] = _ratio(wrong["usurer"], wrong.total())
        say(
            f"step {step}: {len(evidenced)} evidenced, {len(true)} used, {len(right)} both; evidenced and not used: "
            f"{dict(wrong.most_common())}"
        )
    return {
        "steps": measured,
        "steps_wrong_on_usurers": on_usurers,
        "steps_of_rings": _steps_of_rings(truth, said),
    }


def _steps_of_rings(truth: CityTruth, said: set[tuple[str, int]]) -> dict[str, float | None]:
    """For each step, of the rings that used it, the share in which evidence of it was found on any member."""
    found: dict[int, list[bool]] = {step: [] for step in STEPS}
    for ring in truth.rings:
        members = truth.members(ring["ring_id"])
        for step in filter(None, ring["steps"].split(";")):
            found[int(step)].append(any((member, int(step)) in said for member in members))
    return {str(step): _share(outcomes) for step, outcomes in found.items()}


def _share(outcomes: Iterable[bool]) -> float | None:
    held = list(outcomes)
    return _ratio(sum(held), len(held))


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
