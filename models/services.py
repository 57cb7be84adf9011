"""Which service a dispute is offered: help, not a measure, and by a rule that anybody can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Service = Literal["mediation", "legal_aid", "domestic_violence_support"]

FAMILY_VIOLENCE = "dispute_events_family_violence_max_365d"
FAILED_MEDIATION = "dispute_events_failed_mediation_count_365d"
READ = (FAMILY_VIOLENCE, FAILED_MEDIATION)
"""Columns of features.disputes that decide; unknown decides nothing."""


def service(features: Mapping[str, float | None]) -> Service:
    """The service for a dispute with these features.

    Violence at home is never sent to mediation between the parties (Anti-Domestic Violence Law, arts. 13 to 20, gives
    warnings, shelter and protection orders). Where mediation failed, the parties need somebody to tell them their
    rights; everything else starts with a mediator.
    """
    if (features[FAMILY_VIOLENCE] or 0) > 0:
        return "domestic_violence_support"
    if (features[FAILED_MEDIATION] or 0) > 0:
        return "legal_aid"
    return "mediation"
