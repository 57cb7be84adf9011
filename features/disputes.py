"""Features of disputes: a few facts of the case, its history and recency. A dispute is scored, never a person.

History and recency of the incident carry nearly all that can be known (Turner et al. 2022), so no long form is read.
Protection orders reach no department that delivers, and are left out rather than guessed.
"""

from __future__ import annotations

from features.declaration import Condition, Declared, Feature, over


def _events(name: str, measure: str, window: int, zh: str, en: str, *where: Condition) -> Feature:
    return Feature(name, "disputes", "dispute_events", measure, "count", window, "number", "ZERO", zh, en, where=where)


def _worst(name: str, measure: str, column: str, zh: str, en: str) -> Feature:
    return Feature(
        name,
        "disputes",
        "dispute_events",
        measure,
        "max",
        365,
        "yes_no",
        "UNKNOWN",
        zh,
        en,
        value=column,
        bounds=(0.0, 1.0),
    )


FEATURES: tuple[Declared, ...] = (
    *over(
        _events(
            "dispute_events_recorded_count_90d",
            "recorded",
            90,
            "近{days}天同一纠纷记录{value}次",
            "{value} event{s} of this dispute in the last {days} days",
        ),
        ("dispute_events_recorded_count_365d", 365),
    ),
    _events(
        "dispute_events_police_count_365d",
        "police",
        365,
        "近{days}天同一纠纷报警{value}次",
        "the police were called {value} time{s} in this dispute in the last {days} days",
        Condition("department", "=", "police"),
    ),
    _events(
        "dispute_events_failed_mediation_count_365d",
        "failed_mediation",
        365,
        "近{days}天调解失败{value}次",
        "mediation failed {value} time{s} in the last {days} days",
        Condition("failed_mediation", "=", True),
    ),
    Feature(
        "dispute_events_days_ago_min_90d",
        "disputes",
        "dispute_events",
        "days_ago",
        "min",
        90,
        "days",
        "UNKNOWN",
        "最近一次事件距今{value}",
        "since the last event: {value}",
        value="days_ago",
        bounds=(0, 90),
    ),
    Feature(
        "dispute_events_gap_min_365d",
        "disputes",
        "dispute_events",
        "gap",
        "min",
        365,
        "days",
        "NOT_APPLICABLE",
        "近{days}天两次事件最短间隔{value}",
        "shortest time between two events in the last {days} days: {value}",
        value="gap_days",
    ),
    Feature(
        "dispute_events_departments_distinct_365d",
        "disputes",
        "dispute_events",
        "departments",
        "distinct",
        365,
        "number",
        "ZERO",
        "近{days}天有{value}个部门记录过该纠纷",
        "{value} department{s} recorded this dispute in the last {days} days",
        value="department",
    ),
    _worst(
        "dispute_events_threat_max_365d",
        "threat",
        "threat",
        "近{days}天有人扬言威胁：{value}",
        "somebody threatened in the last {days} days: {value}",
    ),
    _worst(
        "dispute_events_weapon_max_365d",
        "weapon",
        "weapon",
        "近{days}天有人持械：{value}",
        "a weapon was there in the last {days} days: {value}",
    ),
    _worst(
        "dispute_events_family_violence_max_365d",
        "family_violence",
        "family_violence",
        "近{days}天记录为家庭暴力：{value}",
        "recorded as domestic violence in the last {days} days: {value}",
    ),
    _worst(
        "dispute_events_debt_max_365d",
        "debt",
        "debt",
        "近{days}天涉及债务：{value}",
        "about a debt in the last {days} days: {value}",
    ),
    Feature(
        "dispute_events_injury_max_365d",
        "disputes",
        "dispute_events",
        "injury",
        "max",
        365,
        "level",
        "UNKNOWN",
        "近{days}天伤情（0无、1轻微、2严重）：{value}",
        "worst injury in the last {days} days (0 none, 1 minor, 2 serious): {value}",
        value="injury_level",
        bounds=(0, 2),
    ),
)
"""Every column of features.disputes after the named ones."""
