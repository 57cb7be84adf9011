"""Reviews and approvals in bronze: those known before the night, and typed tables where there are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pyspark.sql.types import StructType

from expectations.layers import LINK_VERDICTS, MODEL_APPROVALS, REVIEWS
from jobs.run import Run
from jobs.snapshot_reviews import transform
from review.store import ReviewStore
from review.verdicts import VerdictStore

BEFORE, AS_OF = date(2026, 3, 3), date(2026, 3, 4)


def test_a_first_night_has_empty_typed_tables(make_run: Callable[..., Run]) -> None:
    made = transform({}, make_run(AS_OF))
    assert made.keys() == {"bronze.reviews", "bronze.link_verdicts", "bronze.model_approvals"}
    for table in (REVIEWS, LINK_VERDICTS, MODEL_APPROVALS):
        assert made[table.name].schema == StructType.fromDDL(table.ddl)
        assert made[table.name].count() == 0


def test_a_night_copies_what_was_known_before_it_and_nothing_of_its_own_day(make_run: Callable[..., Run]) -> None:
    run = make_run(AS_OF)
    store = ReviewStore(run.settings.review_url)
    store.record_decision("lenders", "Pabc", "dismissed", "reviewer one", "a friend's loan", BEFORE)
    store.record_decision("lenders", "Pdef", "confirmed", "reviewer one", "seen the deeds", AS_OF)
    store.approve_model("mingjing-lenders", "1", "synthetic_city", "head", "better than the rules", BEFORE)
    store.sign_candidate("rabc", "signer one", BEFORE)
    store.sign_candidate("rabc", "signer two", AS_OF)
    verdicts = VerdictStore(run.settings.review_url)
    verdicts.record("r1/plaintiff", "r2/creditor", "must_link", "reviewer one", "one signature", BEFORE)
    verdicts.record("r1/plaintiff", "r3/creditor", "must_not_link", "reviewer one", "another hand", AS_OF)
    made = transform({}, run)
    (verdict,) = made["bronze.link_verdicts"].collect()
    assert (verdict.left_id, verdict.right_id, verdict.verdict) == ("r1/plaintiff", "r2/creditor", "must_link")
    (signature,) = made["bronze.reviews"].where("kind = 'signature'").collect()
    assert (signature.subject_id, signature.reviewer, signature.known_on) == ("rabc", "signer one", BEFORE)
    (review,) = made["bronze.reviews"].where("kind = 'decision'").collect()
    assert (review.subject_id, review.decision, review.kind, review.known_on) == (
        "Pabc",
        "dismissed",
        "decision",
        BEFORE,
    )
    (approval,) = made["bronze.model_approvals"].collect()
    assert (approval.model_name, approval.model_version, approval.source) == ("mingjing-lenders", "1", "synthetic_city")
