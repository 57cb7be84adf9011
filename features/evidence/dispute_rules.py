"""Facts of a dispute that call for a service, and what speaks against urgency.

No law stands behind a fact of the case.
"""

from __future__ import annotations

from features.declaration import Condition
from features.evidence.declaration import Rule


def _fact(
    name: str,
    pattern: str,
    condition: Condition,
    said: tuple[str, str],
    drawn: tuple[str, str],
) -> Rule:
    return Rule(
        name,
        "disputes",
        "against" if name.startswith("counter_") else "for",
        None,
        None,
        pattern,
        ("says something of the dispute, never of whoever reported it",),
        (condition,),
        (condition.column,),
        *said,
        *drawn,
    )


DISPUTE_RULES: tuple[Rule, ...] = (
    _fact(
        "rule_case_threat",
        "somebody threatened",
        Condition("dispute_events_threats_count_365d", ">=", 1),
        ("一年内{value}次记录有人扬言威胁", "threats were recorded {value} time{s} in a year"),
        ("the police record a threat", "the police record that nobody threatened"),
    ),
    _fact(
        "rule_case_weapon",
        "a weapon was there",
        Condition("dispute_events_weapons_count_365d", ">=", 1),
        ("一年内{value}次记录有人持械", "a weapon was recorded {value} time{s} in a year"),
        ("the police record a weapon", "the police record none"),
    ),
    _fact(
        "rule_case_injury",
        "somebody was hurt",
        Condition("dispute_events_injuries_count_365d", ">=", 1),
        ("一年内{value}次记录有人受伤", "injuries were recorded {value} time{s} in a year"),
        ("a minor injury", "no injury"),
    ),
    _fact(
        "rule_case_repeated",
        "events come again and again",
        Condition("dispute_events_recorded_count_365d", ">=", 3),
        (
            "一年内同一纠纷记录{value}次（参照{threshold}次）",
            "{value} event{s} of this dispute in a year (held against {threshold})",
        ),
        ("three events", "two events"),
    ),
    _fact(
        "rule_case_short_interval",
        "events within a week of each other",
        Condition("dispute_events_gap_min_365d", "<=", 7),
        (
            "一年内两次事件最短间隔{value}（参照{threshold}）",
            "shortest time between two events in a year: {value} (held against {threshold})",
        ),
        ("two events three days apart", "two events two months apart"),
    ),
    _fact(
        "rule_case_failed_mediation",
        "mediation failed",
        Condition("dispute_events_failed_mediation_count_365d", ">=", 1),
        ("一年内调解失败{value}次", "mediation failed {value} time{s} in a year"),
        ("a mediation without agreement", "a mediation that is still open"),
    ),
    _fact(
        "rule_case_family_violence",
        "recorded as domestic violence",
        Condition("dispute_events_family_violence_count_365d", ">=", 1),
        ("一年内{value}次记录为家庭暴力", "recorded as domestic violence {value} time{s} in a year"),
        ("a police report of that class", "a quarrel between neighbours"),
    ),
    _fact(
        "rule_case_several_departments",
        "several departments recorded it",
        Condition("dispute_events_departments_distinct_365d", ">=", 3),
        (
            "一年内{value}个部门记录过该纠纷（参照{threshold}个）",
            "{value} department{s} recorded this dispute in a year (held against {threshold})",
        ),
        ("police, grid and mediators", "police and grid"),
    ),
    _fact(
        "counter_agreed_mediation",
        "mediation ended in agreement",
        Condition("dispute_events_agreed_mediation_count_365d", ">=", 1),
        ("一年内调解成功{value}次", "mediation succeeded {value} time{s} in a year"),
        ("a mediation with agreement", "a mediation without agreement"),
    ),
    _fact(
        "counter_single_event",
        "one event in a year",
        Condition("dispute_events_recorded_count_365d", "=", 1),
        ("一年内仅记录{value}次", "{value} event{s} in a year"),
        ("one event", "two events"),
    ),
)
"""Facts of disputes, for and against."""
