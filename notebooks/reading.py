"""Opening a night: the one module that notebooks import.

    from notebooks import reading
    night = reading.night()
    night.lenders()

Everything here carries pseudonymous ids. A name is read through `reveal` alone, one subject at a time, for a stated
purpose, and the access is written down before the name is shown. Delivered files are cited by delivery and number;
`find_file` says, in the same way, which file that is, and `read_sentences` what a court wrote behind a cited case.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from jobs.reader import NightReader
from notebooks import pages, words
from notebooks.lines import plain
from notebooks.revealing import find_file, read_sentences, reveal

__all__ = ["Night", "find_file", "night", "pages", "read_sentences", "reveal"]

LISTS = ("lenders", "companies", "disputes")


def night(as_of: date | str | None = None) -> Night:
    """The night of a day; without one, the night that is being published, else the newest committed.

    Raises Fault when there is no such night, ValueError when `as_of` is not a date.
    """
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return Night(NightReader.open(os.environ, day))


@dataclass(frozen=True)
class LenderGroup:
    """Who lends as one, as one night shows it: who they are, what they did together, what speaks for and against."""

    features: pd.Series
    """Its row of features.lender_groups: how many members in which roles, and every measure over what they all did."""
    members: pd.DataFrame
    """One row per lender and per go-between who ties lenders without a lending act, by id; columns of graph.members."""
    ties: pd.DataFrame
    """The relations between members that make them a group, by kind and ends; columns of graph.edges."""
    evidence: pd.DataFrame
    """Evidence and counter-evidence of all members, by member; columns of features.evidence_items."""

    @property
    def steps(self) -> tuple[int, ...]:
        """Steps with evidence about any of its members."""
        return tuple(sorted({int(step) for step in self.evidence.loc[self.evidence["polarity"] == "for", "step"]}))

    def evidence_about(self, members: Collection[str]) -> LenderGroup:
        """The same group with the evidence about some of its members alone."""
        return replace(self, evidence=self.evidence[self.evidence["subject_id"].isin(members)])

    @property
    def told(self) -> words.Word:
        """Its size and steps in one sentence, in both languages and without names."""
        companies = int(self.features["lending_companies"])
        people = int(self.features["lenders"]) - companies
        steps = ", ".join(map(str, self.steps)) or "—"
        zh = "与".join(f"{number}{unit}" for number, unit in ((people, "人"), (companies, "家企业")) if number)
        en = ", ".join(f"{unit} {number}" for number, unit in ((people, "people"), (companies, "companies")) if number)
        return words.Word(
            f"{zh}可能共同放贷；有证据的环节：{steps}", f"may lend as one: {en}; steps with evidence: {steps}"
        )


@dataclass(frozen=True)
class Night:
    """What one committed night says. Every table is as it was known at the start of `as_of`."""

    reader: NightReader

    @property
    def as_of(self) -> date:
        """The day the night was run for."""
        return self.reader.as_of

    def listed(self, list_name: str) -> pd.DataFrame:
        """One row per line of a list, by rank; columns of `lists.<list_name>`."""
        return self.reader.table(f"lists.{list_name}").sort_values("rank", ignore_index=True)

    def lenders(self) -> pd.DataFrame:
        """One row per listed lender, by rank."""
        return self.listed("lenders")

    def companies(self) -> pd.DataFrame:
        """One row per listed company, by rank."""
        return self.listed("companies")

    def disputes(self) -> pd.DataFrame:
        """One row per listed dispute, by rank."""
        return self.listed("disputes")

    def candidates(self) -> pd.DataFrame:
        """One row per candidate and ground, by nomination id: an order, not a ranking."""
        return self.reader.table("lists.candidate_checks").sort_values(["nomination_id", "ground"], ignore_index=True)

    def scores(self, list_name: str) -> pd.DataFrame:
        """One row per subject, listed or not, with the reason why it may not be listed; the score is null of those whom
        nobody may score until a reviewer said who they are."""
        return self.reader.table(f"scores.{list_name}").sort_values("subject_id", ignore_index=True)

    def evidence(self, subject_id: str) -> pd.DataFrame:
        """Evidence and counter-evidence of one subject; empty when no rule spoke."""
        return self.evidence_of([subject_id])

    def evidence_of(self, subjects: Collection[str]) -> pd.DataFrame:
        """Evidence and counter-evidence of several subjects, by subject, polarity, step and rule."""
        found = self.reader.table("features.evidence_items", {"subject_id": subjects})
        return found.sort_values(["subject_id", "polarity", "step", "rule"], ignore_index=True)

    def group_of(self, entity_id: str) -> LenderGroup | None:
        """The group that an entity lends in, or ties together; None where no two lenders stand together around it."""
        return next(iter(self.groups_of([entity_id])), None)

    def groups_of(self, entity_ids: Collection[str]) -> list[LenderGroup]:
        """The groups that some entities lend in, or tie together, by community; none where nobody lends with them."""
        places = self.reader.table("graph.members", {"entity_id": entity_ids})
        features = self.reader.table("features.lender_groups", {"community_id": sorted(set(places["community_id"]))})
        members = self.reader.table("graph.members", {"community_id": sorted(features["community_id"])})
        ids = sorted(members["entity_id"])
        ties = self.reader.table("graph.edges", {"from_entity": ids, "to_entity": ids, "kind": list(words.TIES)})
        evidence = self.evidence_of(ids)
        evidence = evidence[evidence["list_name"] == "lenders"]
        groups = []
        for _, row in features.sort_values("community_id").iterrows():
            its = members[members["community_id"] == row["community_id"]].sort_values("entity_id", ignore_index=True)
            inside = ties["from_entity"].isin(its["entity_id"]) & ties["to_entity"].isin(its["entity_id"])
            groups.append(
                LenderGroup(
                    row,
                    its,
                    ties[inside].sort_values(["kind", "from_entity", "to_entity"], ignore_index=True),
                    evidence[evidence["subject_id"].isin(its["entity_id"])].reset_index(drop=True),
                )
            )
        return groups

    def doubts(self) -> pd.DataFrame:
        """One row per doubt about who is who: those that keep somebody from being scored first, then the weakest."""
        table = self.reader.table("linked.review_items")
        table["holds"] = table["held_ids"].map(len) > 0
        order = ["holds", "probability", "kind", "left_id", "right_id"]
        return table.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)

    def entities(self, entity_ids: Collection[str]) -> pd.DataFrame:
        """One row per person or company: kind, records, departments and weakest link; reporters' rows count nowhere."""
        found = self.reader.table("linked.entities", {"entity_id": entity_ids})
        return found.sort_values("entity_id", ignore_index=True)

    def mentions(self, mention_ids: Collection[str]) -> pd.DataFrame:
        """One row per mention (source_row_id/role), with `mention_id`: its table, its entity, and why, in words."""
        rows = {mention.rpartition("/")[0] for mention in mention_ids}
        found = self.reader.table("linked.crosswalks", {"source_row_id": sorted(rows)})
        found["mention_id"] = found["source_row_id"] + "/" + found["role"]
        return found[found["mention_id"].isin(mention_ids)].sort_values("mention_id", ignore_index=True)

    def files(self) -> pd.DataFrame:
        """One row per delivered file, accounted for row by row; its name, which may be somebody's, is left out."""
        files = self.reader.table("quarantine.delivered_files").sort_values("source_file", ignore_index=True)
        return files.drop(columns="source_file")

    def deliveries(self) -> pd.DataFrame:
        """One row per department that ever delivered: files, rows in, accepted and quarantined, last delivery."""
        return (
            self.files()
            .groupby("department", as_index=False, sort=True)
            .agg(
                files=("source_place", "count"),
                files_not_read=("status", lambda held: int((held != "read").sum())),
                rows_in=("rows_in", "sum"),
                rows_accepted=("rows_accepted", "sum"),
                rows_quarantined=("rows_quarantined", "sum"),
                last_delivered=("known_on", "max"),
            )
        )

    def clues(self, list_name: str) -> tuple[pd.DataFrame, dict[str, Any] | None]:
        """The month's clue map of one list: one row per community, by its code; and its totals, None without a map."""
        only = {"list_name": [list_name]}
        areas = self.reader.table("maps.clue_areas", only).sort_values("area_code", ignore_index=True)
        totals = plain(self.reader.table("maps.clue_totals", only))
        return areas, totals[0] if totals else None

    def parties(self, dispute_id: str) -> pd.DataFrame:
        """Entities that the rows of one dispute mention: entity_id, entity_kind and role; a reporter is among them."""
        events = self.reader.table("linked.disputes", {"dispute_id": [dispute_id]})
        mentions = self.reader.table("linked.crosswalks", {"source_row_id": list(events["source_row_id"])})
        return (
            mentions[["entity_id", "entity_kind", "role"]]
            .drop_duplicates()
            .sort_values(["entity_id", "role"], ignore_index=True)
        )

    def lineage(self) -> pd.DataFrame:
        """One row per table of the night: job, rows, digest, code revision and how many input partitions."""
        return pd.DataFrame(self.record["tables"])

    @cached_property
    def record(self) -> dict[str, Any]:
        """The algorithm record: methods, models, features, laws, departments. Raises Fault before publication."""
        return self.reader.record()
