"""Which column of one table names rows of another, and how grave it is when some of those rows do not exist.

A reference between later layers is ours: a row that leads nowhere is an error of Mingjing's, so it stops the night. A
reference between departments' tables is theirs: an extract comes late or in part, so it warns, from a share on. Where
a row may only be used because of what it names, it is withheld until that is delivered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from expectations.checks import Arguments, Check, Severity

UNREGISTERED = 0.25
"""Share of credit codes that may be in no register of ours."""

LATE = 0.05
"""Share of rows of one department that may name what another has not delivered yet."""


@dataclass(frozen=True)
class Reference:
    """`column` of `table` (each element of it, where it is an array) stands in `key` of `target`; nulls name nothing.

    Up to the share `missing` of the values may name nothing that is there. `because` says why it is that grave.
    `withholds` says that rows which name nothing that is there are linked to nobody: they stay in bronze, no later
    table knows them, and they are counted each night.
    """

    table: str
    column: str
    target: str
    key: str
    severity: Severity
    missing: float
    because: str
    withholds: bool = False

    @property
    def check(self) -> Check:
        """The check on a frame of the values alone, in which those that were not found are null."""
        most: Arguments = (("mostly", 1 - self.missing),) if self.missing else ()
        return Check(
            "references",
            "ExpectColumnValuesToNotBeNull",
            (("column", self.column), *most),
            self.severity,
            (("found_in", f"{self.target}.{self.key}"), *most),
            self.because,
        )


def _theirs(table: str, column: str, target: str, key: str, because: str, missing: float = LATE) -> Reference:
    return Reference(f"bronze.{table}", column, f"bronze.{target}", key, "warn", missing, because)


def _registered(table: str) -> Reference:
    """Companies by the code that a department writes: the register leaves some codes out, and other cities' are not in
    it, so a quarter is let pass."""
    return _theirs(table, "credit_code", "companies", "credit_code", "a register that came in part", UNREGISTERED)


def _ours(table: str, column: str, target: str, key: str, because: str) -> Reference:
    return Reference(table, column, target, key, "fail", 0.0, because)


_NOT_OPENED = "fund flows exist for opened cases only: others link to nobody until theirs is opened"
_UNKNOWN = "somebody acts for a company that nothing is known of"
_NO_ENTITY = "nothing is known of it, so nobody could be told what it is"
_NO_SCORE = "a line without its score cannot be explained"
_NO_EVIDENCE = "a line cites evidence that nobody can open"

REFERENCES: tuple[Reference, ...] = (
    _theirs("case_parties", "case_no", "civil_cases", "case_no", "suits are counted with what they were about"),
    _theirs("company_officers", "registration_no", "companies", "registration_no", _UNKNOWN),
    _theirs("company_shareholders", "registration_no", "companies", "registration_no", _UNKNOWN),
    _registered("abnormal_listings"),
    _registered("company_penalties"),
    _registered("lending_licences"),
    _registered("tax_filings"),
    _registered("insured_headcounts"),
    _theirs("mortgages", "address_code", "standard_addresses", "address_code", "a home that no map shows"),
    # A bank statement that no opened case asked for is nobody's to read, so not even one is let pass.
    replace(_theirs("fund_flows", "case_no", "opened_cases", "case_no", _NOT_OPENED, 0.0), withholds=True),
    _theirs("nominations", "village_code", "villages", "village_code", "a candidate for a committee nobody knows"),
    # Not the other way round: whoever only reports or suffers has a link and no entity.
    _ours("linked.entities", "entity_id", "linked.crosswalks", "entity_id", "an entity without a row behind it"),
    _ours("linked.identities", "entity_id", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("linked.addresses", "address_id", "linked.standard_addresses", "address_id", "an address in no list"),
    _ours("graph.edges", "from_entity", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("graph.edges", "to_entity", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("graph.members", "entity_id", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("features.lenders", "entity_id", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("features.lender_groups", "community_id", "graph.members", "community_id", "a group without members"),
    _ours("features.companies", "entity_id", "linked.entities", "entity_id", _NO_ENTITY),
    _ours("features.disputes", "dispute_id", "linked.disputes", "dispute_id", _NO_ENTITY),
    _ours("scores.lenders", "subject_id", "features.lenders", "entity_id", "scored without a feature"),
    _ours("scores.companies", "subject_id", "features.companies", "entity_id", "scored without a feature"),
    _ours("scores.disputes", "subject_id", "features.disputes", "dispute_id", "scored without a feature"),
    *(
        reference
        for table in ("lenders", "companies", "disputes")
        for reference in (
            _ours(f"lists.{table}", "subject_id", f"scores.{table}", "subject_id", _NO_SCORE),
            _ours(f"lists.{table}", "evidence_ids", "features.evidence_items", "evidence_id", _NO_EVIDENCE),
            _ours(f"lists.{table}", "counter_evidence_ids", "features.evidence_items", "evidence_id", _NO_EVIDENCE),
        )
    ),
    _ours("lists.candidate_checks", "entity_id", "linked.crosswalks", "entity_id", _NO_ENTITY),
)
"""Every reference that is checked; the first job of the night that holds both ends checks it."""
