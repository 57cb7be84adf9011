"""Who may be listed, whatever the score."""

from __future__ import annotations

from features.evidence import dossier_only
from models.bands import band
from models.eligibility import why_not
from models.services import FAILED_MEDIATION, FAMILY_VIOLENCE, service
from tests.models.drawn import evidence

COURTS_1 = evidence("v1", step=1, departments=("courts",))
POLICE_5 = evidence("v2", step=5, departments=("police",))


def test_a_lender_needs_two_steps_from_two_departments() -> None:
    assert why_not("lenders", [COURTS_1, POLICE_5]) is None
    assert why_not("lenders", [COURTS_1, evidence("v3", step=1, departments=("police",))]) == "one_step_only"
    assert why_not("lenders", [COURTS_1, evidence("v3", step=4, departments=("courts",))]) == "one_department_only"
    assert why_not("lenders", []) == "no_evidence"


def test_what_rests_on_an_opened_case_opens_no_list() -> None:
    flows = [
        evidence(f"f{n}", rule=rule, step=2, departments=("banks",)) for n, rule in enumerate(sorted(dossier_only()))
    ]
    assert flows
    assert why_not("lenders", [COURTS_1, *flows]) == "one_step_only"
    assert why_not("lenders", flows) == "no_evidence"


def test_what_speaks_for_the_subject_makes_no_second_step() -> None:
    counter = evidence("v3", step=5, departments=("police",), speaks_for=False)
    assert why_not("lenders", [COURTS_1, counter]) == "one_step_only"


def test_a_licence_in_force_keeps_a_lender_off_the_list_and_a_company_on_its_own() -> None:
    assert why_not("lenders", [COURTS_1, POLICE_5], licensed=True) == "licensed"
    assert why_not("companies", [COURTS_1], licensed=True) is None


def test_where_no_register_of_licences_ever_came_nobody_is_listed_as_a_lender() -> None:
    assert why_not("lenders", [COURTS_1, POLICE_5], licensed=None) == "licences_unknown"
    assert why_not("companies", [COURTS_1], licensed=None) is None


def test_who_waits_for_linkage_review_is_on_no_list_whatever_else_is_known() -> None:
    assert why_not("lenders", [COURTS_1, POLICE_5], licensed=True, conflict=True) == "identity_conflict"
    assert why_not("lenders", [COURTS_1, POLICE_5], conflict=True) == "identity_conflict"
    assert why_not("companies", [COURTS_1], conflict=True) == "identity_conflict"


def test_a_company_or_dispute_needs_any_evidence() -> None:
    assert why_not("companies", [COURTS_1]) is None
    assert why_not("companies", []) == "no_evidence"
    assert why_not("disputes", [COURTS_1]) is None
    assert why_not("disputes", []) == "no_evidence"


def test_bands_cut_probabilities_and_shares_at_their_own_places() -> None:
    assert [band(score, "model") for score in (0.009, 0.01, 0.03, 0.08)] == ["low", "moderate", "high", "urgent"]
    assert [band(score, "rules_only") for score in (0.10, 0.17, 0.36, 0.54)] == ["low", "moderate", "high", "urgent"]


def test_violence_at_home_is_never_sent_to_mediation() -> None:
    assert service({FAMILY_VIOLENCE: 1.0, FAILED_MEDIATION: 1.0}) == "domestic_violence_support"
    assert service({FAMILY_VIOLENCE: 0.0, FAILED_MEDIATION: 1.0}) == "legal_aid"
    assert service({FAMILY_VIOLENCE: None, FAILED_MEDIATION: None}) == "mediation"
