"""The one door to the review database."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Row, func, select
from sqlalchemy.exc import IntegrityError

from review.database import Database, ReviewError
from review.schema import (
    CORRECTED,
    DECISIONS,
    LIST_NAMES,
    AccessRow,
    ApprovalRow,
    ReviewRow,
    SignatureRow,
    access_log,
    corrections,
    decisions,
    model_approvals,
    signatures,
)
from review.statements import known, one_of, said, signed, take_back

REVEALS_PER_DAY = 30
"""Names one person may look behind on one day: enough to work a list, too few to carry one away."""
SIGNATURES_NEEDED = 2
"""People who sign a candidate's papers."""
_TRIES = 5


class AccessRefused(ReviewError):
    """A look behind a pseudonym that was not granted. The attempt is in the log."""


class ReviewStore:
    """Decisions, corrections, approvals, signatures and the access log of one office.

    `url` is a SQLAlchemy URL; a SQLite file is created readable by its owner only, and tables are created where
    they are missing. Every method opens and closes its own connection, so that a store can be kept for
    long or thrown away.
    """

    def __init__(self, url: str, reveals_per_day: int = REVEALS_PER_DAY) -> None:
        self._database = Database(url)
        self._reveals_per_day = reveals_per_day

    def record_decision(
        self,
        list_name: str,
        subject_id: str,
        decision: str,
        reviewer: str,
        reason: str,
        decided_on: date,
        known_on: date | None = None,
    ) -> str:
        """Record what a person decided about one list row (confirmed, dismissed or needs_more); returns the review id.

        A night reads it when `known_on` (by default the day of the decision) is before its day. Raises ReviewError for
        an unknown list or decision, and where the person's name or the reason is missing.
        """
        one_of("list", list_name, LIST_NAMES)
        one_of("decision", decision, DECISIONS)
        line = {"list_name": list_name, "subject_id": said("subject", subject_id), "decision": decision}
        values = {**line, **signed(reviewer, reason, decided_on, known_on)}
        return f"decision-{self._database.add(decisions, values)}"

    def undo_decision(
        self, review_id: str, reviewer: str, reason: str, decided_on: date, known_on: date | None = None
    ) -> str:
        """Take a decision back by adding a row that says so; nights after its `known_on` see neither.

        Raises ReviewError when there is no such decision, it was taken back before, or the undo would be known
        before it.
        """
        signature = signed(reviewer, reason, decided_on, known_on)
        return take_back(self._database, decisions, "decision", review_id, signature)

    def record_correction(
        self,
        list_name: str,
        subject_id: str,
        reviewer: str,
        reason: str,
        decided_on: date,
        known_on: date | None = None,
        source_row_id: str | None = None,
    ) -> str:
        """Record that a line, or one department's row behind it, was found wrong; returns the review id.

        The department mends its record in a later delivery; the correction makes the next night look again.
        Raises ReviewError as `record_decision` does.
        """
        one_of("list", list_name, LIST_NAMES)
        line = {"list_name": list_name, "subject_id": said("subject", subject_id), "source_row_id": source_row_id}
        values = {**line, **signed(reviewer, reason, decided_on, known_on)}
        return f"correction-{self._database.add(corrections, values)}"

    def approve_model(
        self,
        model_name: str,
        model_version: str,
        source: str,
        approver: str,
        reason: str,
        approved_on: date,
        known_on: date | None = None,
    ) -> str:
        """Approve one model version for the source whose history it was trained on; returns the approval id.

        It is in force for nights after `known_on` until a later approval of the same model. Raises ReviewError when
        anything is missing.
        """
        values = {
            "model_name": said("model name", model_name),
            "model_version": said("model version", str(model_version)),
            "source": said("source", source),
            "approver": said("approver", approver),
            "reason": said("reason", reason),
            "approved_on": approved_on,
            "known_on": known(approved_on, known_on),
        }
        return f"approval-{self._database.add(model_approvals, values)}"

    def sign_candidate(self, nomination_id: str, signer: str, signed_on: date) -> int:
        """Sign a candidate's checked papers; returns how many signatures are still needed.

        Raises ReviewError when the same person signs twice: two people sign.
        """
        values = {
            "nomination_id": said("nomination", nomination_id),
            "signer": said("signer", signer),
            "signed_on": signed_on,
        }
        try:
            self._database.add(signatures, values)
        except IntegrityError:
            raise ReviewError("this person has signed already: another one has to sign") from None
        with self._database.connect() as connection:
            signed = connection.execute(
                select(func.count())
                .select_from(signatures)
                .where(signatures.c.nomination_id == values["nomination_id"])
            ).scalar_one()
        return max(0, SIGNATURES_NEEDED - signed)

    def log_access(self, who: str, entity_id: str, purpose: str, on: date) -> int:
        """Log one look behind a pseudonym before it is granted; returns how many more this person has on that day.

        Raises AccessRefused when the day's number is used up, and ReviewError without a person, an entity or a purpose.
        The refusal is logged as well.
        """
        person = said("person", who)
        values: dict[str, object] = {
            "who": person,
            "entity_id": said("entity", entity_id),
            "purpose": said("purpose", purpose),
            "on": on,
        }
        for _ in range(_TRIES):
            number = self.reveals_on(on, person) + 1
            if number > self._reveals_per_day:
                self._database.add(access_log, values)
                raise AccessRefused(
                    f"{self._reveals_per_day} names a day are the limit: go on tomorrow, or ask for an audit"
                )
            try:
                self._database.add(access_log, {**values, "number_of_day": number})
            except IntegrityError:
                continue  # somebody took this number at the same moment: count again
            return self._reveals_per_day - number
        raise AccessRefused("the access log is busy: try again")

    def reveals_on(self, day: date, who: str) -> int:
        """Names this person looked behind on that day; refusals are not counted."""
        condition = (access_log.c.who == who.strip(), access_log.c.on == day, access_log.c.number_of_day.is_not(None))
        with self._database.connect() as connection:
            return connection.execute(select(func.count()).select_from(access_log).where(*condition)).scalar_one()

    def accesses(self, entity_id: str | None = None) -> list[AccessRow]:
        """The access log in order, of one entity or of all: what an auditor, or the person concerned, asks for."""
        query = select(access_log).order_by(access_log.c.id)
        if entity_id is not None:
            query = query.where(access_log.c.entity_id == entity_id)
        with self._database.connect() as connection:
            return [
                AccessRow(row.who, row.entity_id, row.purpose, row.on, row.number_of_day is not None)
                for row in connection.execute(query)
            ]

    def reviews_known_before(self, as_of: date) -> list[ReviewRow]:
        """Decisions and corrections with `known_on` before a night's day, as bronze.reviews holds them, in order of
        `known_on` and of being recorded. A decision taken back by then is left out together with what took it back."""
        with self._database.connect() as connection:
            decided = connection.execute(
                select(decisions).where(decisions.c.known_on < as_of).order_by(decisions.c.known_on, decisions.c.id)
            ).all()
            corrected = connection.execute(
                select(corrections)
                .where(corrections.c.known_on < as_of)
                .order_by(corrections.c.known_on, corrections.c.id)
            ).all()
        undone = {row.undoes for row in decided if row.undoes is not None}
        rows = [
            _review(row, "decision", row.decision) for row in decided if row.undoes is None and row.id not in undone
        ]
        rows += [_review(row, "correction", CORRECTED) for row in corrected]
        return sorted(rows, key=lambda row: row.known_on)

    def approvals_known_before(self, as_of: date) -> list[ApprovalRow]:
        """Approvals with `known_on` before a night's day, as bronze.model_approvals holds them, in order of
        `known_on` and of being recorded: the last one of a model and source is in force."""
        query = select(model_approvals).where(model_approvals.c.known_on < as_of)
        with self._database.connect() as connection:
            return [
                ApprovalRow(f"approval-{row.id}", *row[1:])
                for row in connection.execute(query.order_by(model_approvals.c.known_on, model_approvals.c.id))
            ]

    def signatures_known_before(self, as_of: date) -> list[SignatureRow]:
        """Signatures given before a night's day, in order of being given."""
        query = select(signatures).where(signatures.c.signed_on < as_of)
        with self._database.connect() as connection:
            return [
                SignatureRow(*row[1:])
                for row in connection.execute(query.order_by(signatures.c.signed_on, signatures.c.id))
            ]


def _review(row: Row, kind: str, decision: str) -> ReviewRow:
    return ReviewRow(
        review_id=f"{kind}-{row.id}",
        kind=kind,
        list_name=row.list_name,
        subject_id=row.subject_id,
        decision=decision,
        reviewer=row.reviewer,
        reason=row.reason,
        decided_on=row.decided_on,
        known_on=row.known_on,
    )
