"""Features of what happens in lenders' suits: outcomes, absent defendants, agents, witnesses, guarantors, one court."""

from __future__ import annotations

from features.declaration import Condition, Declared, Feature
from features.lenders.declaring import lender_feature, lender_ratio


def _suits(name: str, zh: str, en: str, law: str, *where: Condition, step: int | None = None) -> Feature:
    return lender_feature(name, "loan_suits", "number", "ZERO", (zh, en), law=law, where=where, step=step)


_ENDS: tuple[Declared, ...] = (
    _suits(
        "loan_suits_closed_count_1095d",
        "近{days}天起诉的借贷案件已结{value}件",
        "{value} loan suit{s} filed in the last {days} days ended",
        "private_lending_sham",
        Condition("closed", "=", True),
    ),
    _suits(
        "loan_suits_withdrawn_count_1095d",
        "近{days}天起诉的借贷案件撤诉{value}件",
        "withdrew {value} loan suit{s} filed in the last {days} days",
        "private_lending_sham",
        Condition("outcome", "=", "withdrawn"),
        step=5,
    ),
    lender_ratio(
        "loan_suits_withdrawn_ratio_1095d",
        "loan_suits",
        "loan_suits_withdrawn_count_1095d",
        "loan_suits_closed_count_1095d",
        (
            "近{days}天已结借贷案件撤诉率{value}",
            "{value} of its closed loan suits of the last {days} days were withdrawn",
        ),
        law="private_lending_sham",
        at_least=3,
        step=5,
        note="Withdrawal hides what amounts were claimed: one known case withdrew 44 of 101.",
    ),
    _suits(
        "loan_suits_mediated_count_1095d",
        "近{days}天起诉的借贷案件调解结案{value}件",
        "{value} loan suit{s} filed in the last {days} days ended in a court's mediation",
        "private_lending_sham",
        Condition("outcome", "=", "mediated"),
    ),
    lender_ratio(
        "loan_suits_mediated_ratio_1095d",
        "loan_suits",
        "loan_suits_mediated_count_1095d",
        "loan_suits_closed_count_1095d",
        (
            "近{days}天已结借贷案件调解率{value}",
            "{value} of its closed loan suits of the last {days} days ended in a court's mediation",
        ),
        law="private_lending_sham",
        note="Speaks either way: a borrower who agrees confirms the debt, and staged suits end so too.",
    ),
    _suits(
        "loan_suits_lost_count_1095d",
        "近{days}天起诉的借贷案件被驳回{value}件",
        "lost {value} loan suit{s} filed in the last {days} days",
        "private_lending_sham",
        Condition("outcome", "=", "against_plaintiff"),
        step=5,
    ),
    lender_ratio(
        "loan_suits_lost_ratio_1095d",
        "loan_suits",
        "loan_suits_lost_count_1095d",
        "loan_suits_closed_count_1095d",
        ("近{days}天已结借贷案件驳回率{value}", "lost {value} of its closed loan suits of the last {days} days"),
        law="private_lending_sham",
        at_least=3,
        step=5,
    ),
    _suits(
        "loan_suits_heard_count_1095d",
        "近{days}天起诉的借贷案件开庭{value}件",
        "{value} loan suit{s} filed in the last {days} days came to a hearing",
        "private_lending_sham",
        Condition("contested", "in", (True, False)),
    ),
    _suits(
        "loan_suits_absent_count_1095d",
        "近{days}天起诉的借贷案件被告缺席{value}件",
        "the defendant was absent from {value} hearing{s} of loan suits filed in the last {days} days",
        "private_lending_sham",
        Condition("contested", "=", False),
        step=5,
    ),
    lender_ratio(
        "loan_suits_absent_ratio_1095d",
        "loan_suits",
        "loan_suits_absent_count_1095d",
        "loan_suits_heard_count_1095d",
        (
            "近{days}天开庭的借贷案件被告缺席率{value}",
            "the defendant was absent in {value} of its loan hearings of the last {days} days",
        ),
        law="private_lending_sham",
        at_least=3,
        step=5,
    ),
    _suits(
        "loan_suits_won_contested_count_1095d",
        "近{days}天起诉的借贷案件中，被告到庭答辩后胜诉{value}件",
        "won {value} loan suit{s} of the last {days} days in which the defendant appeared",
        "trap_loan_2019",
        Condition("contested", "=", True),
        Condition("outcome", "in", ("for_plaintiff", "partly")),
    ),
)

_WHOSE_AGENT = (
    "The extract may leave open whose agent it was: who is not known to be the plaintiff's, by the extract, a court's "
    "document or because no defendant came and no surety was sued, does not count, and where no documents are "
    "delivered nothing is known."
)

_WHO_APPEARS: tuple[Declared, ...] = (
    lender_feature(
        "loan_suit_agents_used_distinct_1095d",
        "loan_suit_agents",
        "number",
        "ZERO",
        (
            "近{days}天的借贷案件用过{value}名代理人",
            "used {value} court agent{s} in loan suits of the last {days} days",
        ),
        law="private_lending_sham",
        value="agent_id",
        note=_WHOSE_AGENT,
    ),
    lender_feature(
        "loan_suit_agents_again_distinct_1095d",
        "loan_suit_agents",
        "number",
        "ZERO",
        (
            "近{days}天有{value}件借贷案件由其此前用过的代理人代理",
            "came to {value} loan suit{s} of the last {days} days with an agent used before",
        ),
        law="professional_lender_2019",
        value="case_no",
        where=(Condition("appeared_before", "=", True),),
        note=_WHOSE_AGENT,
    ),
    lender_ratio(
        "loan_suit_agents_again_ratio_1095d",
        "loan_suit_agents",
        "loan_suit_agents_again_distinct_1095d",
        "loan_suits_filed_count_1095d",
        (
            "近{days}天{value}的借贷案件由其此前用过的代理人代理",
            "came to {value} of its loan suits of the last {days} days with an agent used before",
        ),
        law="professional_lender_2019",
        at_least=3,
        note="A standing agent is how suits are brought in series, and also how a busy trader keeps a lawyer. "
        "A lower bound: agents of whom nobody knows whose they were are left out.",
    ),
    lender_feature(
        "loan_suit_parties_witness_again_distinct_1095d",
        "loan_suit_parties",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名证人在其多件借贷案件中作证",
            "witnesses of its loan suits who had appeared in one of them before, in the last {days} days: {value}",
        ),
        law="private_lending_sham",
        value="party_id",
        where=(Condition("role", "=", "witness"), Condition("appeared_before", "=", True)),
        step=1,
    ),
    lender_feature(
        "loan_suit_parties_guarantor_again_distinct_1095d",
        "loan_suit_parties",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名保证人在其多件借贷案件中出现",
            "{value} guarantor{s} of the last {days} days had guaranteed another of its loans before",
        ),
        law="private_lending_sham",
        value="party_id",
        where=(Condition("role", "=", "guarantor"), Condition("appeared_before", "=", True)),
    ),
    lender_feature(
        "court_dockets_suits_max_365d",
        "court_dockets",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天本人及关联原告在同一基层法院起诉借贷{value}件",
            "it and related plaintiffs filed {value} loan suit{s} in one court of first instance in {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="suits_year",
        step=5,
    ),
    lender_feature(
        "court_dockets_suits_max_1095d",
        "court_dockets",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天本人及关联原告在同一基层法院起诉借贷{value}件",
            "it and related plaintiffs filed {value} loan suit{s} in one court of first instance in {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="suits_three_years",
        step=5,
    ),
)

HEARING_FEATURES: tuple[Declared, ...] = (*_ENDS, *_WHO_APPEARS)
"""Features over how suits end and who appears in them."""
