"""Rules on lenders: the five steps of the 2019-04-09 opinion. Each says that a pattern is there, never a verdict.

None fires for a lender whose licence is in force: banks and licensed lenders sue a lot, lawfully.
"""

from __future__ import annotations

from features.declaration import Condition, LegalNumber
from features.evidence.declaration import Rule
from features.evidence.default_rules import DEFAULT_RULES
from features.evidence.fund_flow_rules import FUND_FLOW_RULES, lender_rule
from features.evidence.serious_rules import SERIOUS_RULES
from features.lenders.loans import SEVERAL_BORROWERS

LENDER_RULES: tuple[Rule, ...] = (
    lender_rule(
        "rule_1_scope_without_lending",
        1,
        "trap_loan_2019_step1",
        "a company whose registered scope has no lending sues on loans again and again",
        (Condition("loan_suits_out_of_scope_count_1095d", ">=", 3),),
        ("loan_suits_out_of_scope_count_1095d", "registrations_no_lending_count_known3650d"),
        (
            "登记经营范围不含放贷，三年内起诉民间借贷{value}件（参照{threshold}件）",
            "its registered scope has no lending, yet it filed {value} loan suit{s} in three years "
            "(held against {threshold})",
        ),
        (
            "a consulting firm files three loan suits",
            "a consulting firm files two; a company without a known scope files five",
        ),
        invariants=("an unknown scope keeps the rule silent",),
    ),
    lender_rule(
        "rule_1_officers_lend",
        1,
        "trap_loan_2019_step1",
        "a person who lends often holds office in a company that lends without lending in its scope",
        (
            Condition("lending_offices_out_of_scope_distinct_1095d", ">=", 1),
            Condition("loan_suits_filed_count_1095d", ">=", 3),
        ),
        ("lending_offices_out_of_scope_distinct_1095d", "loan_suits_filed_count_1095d"),
        (
            "本人多次起诉民间借贷，并在{value}家经营范围不含放贷却放贷的公司任职",
            "files loan suits often and holds an office in companies that lend without lending in their scope: {value}",
        ),
        (
            "a director with three loan suits of a firm that lends",
            "a director with three loan suits of a shop that never lent",
        ),
    ),
    lender_rule(
        "rule_1_lends_to_many",
        1,
        "illegal_lending_2019",
        "as many loans to several people within two years as the opinion on illegal lending names, as it counts them",
        (Condition("loans_two_years_several_max_1095d", ">=", LegalNumber("loans")),),
        ("loans_counting_count_1095d",),
        (
            f"两年内向{SEVERAL_BORROWERS}名以上的人出借{{value}}笔（《非法放贷意见》为{{threshold}}次；"
            "三年内可计的出借中{beside}笔实际利率不明，亦计入）",
            f"made {{value}} loan{{s}} within two years to {SEVERAL_BORROWERS} borrowers or more (the opinion on "
            "illegal lending names {threshold} loans; nobody knows the actual rate of {beside} of those counted in "
            "three years)",
        ),
        (
            "ten loans to ten borrowers",
            "ten loans to one borrower; nine loans and an extension; ten that the court found to cost 24 % or nothing; "
            "ten to two borrowers and three older ones",
        ),
        invariants=(
            "an extension is the same loan, and so is a loan sued on twice, or notarised and then sued on",
            "a couple sued together is one borrower",
            "a loan known to cost 36 % a year or less, with what was kept back, does not count",
        ),
        beside="loans_rate_unknown_count_1095d",
        note="only loans that a suit or deed shows are counted, so the count is a lower bound; a rate on paper is "
        "not the actual one, and a loan whose actual rate nobody knows counts",
    ),
    *SERIOUS_RULES,
    lender_rule(
        "rule_1_homes_mortgaged",
        1,
        "trap_loan_2019_step1",
        "somebody who is no bank takes mortgages on the homes of several owners",
        (Condition("mortgages_owners_distinct_730d", ">=", 3),),
        ("mortgages_owners_distinct_730d",),
        (
            "非银行出借人两年内取得{value}名业主的房屋抵押（参照{threshold}名）",
            "no bank, yet it took mortgages on the homes of {value} owner{s} in two years (held against {threshold})",
        ),
        ("three owners mortgage their homes to one person", "three owners mortgage their homes to a licensed bank"),
    ),
    lender_rule(
        "rule_1_rate_over_cap",
        1,
        "rate_caps",
        "agreed rates over the cap of their day on several loans, and on at least half of those known",
        (
            Condition("loan_suits_over_cap_count_1095d", ">=", 3),
            Condition("loan_suits_over_cap_ratio_1095d", ">=", 0.5),
        ),
        ("loan_suits_over_cap_count_1095d",),
        (
            "三年内起诉的借款中{value}笔约定利率超过订立时上限（参照{threshold}笔）",
            "{value} loan{s} sued on in three years with a rate over the cap of the day (held against {threshold})",
        ),
        ("three loans at 36 %", "three loans at 12 %"),
        invariants=("a contract of a day whose cap is unknown does not count",),
    ),
    lender_rule(
        "rule_2_delivered_short",
        2,
        "trap_loan_2019_step2",
        "the court found a tenth or more of the face kept back, for one who sues several borrowers",
        (
            Condition("loan_suits_delivered_ratio_1095d", "<=", 0.9),
            Condition("loan_suits_short_count_1095d", ">=", 1),
            Condition("loan_debtors_sued_distinct_1095d", ">=", 2),
        ),
        ("loan_suits_short_count_1095d",),
        (
            "在法院查明交付额的借款中，实际交付仅占面额{value}（参照{threshold}），且起诉的借款人不止一名",
            "of loans of which a court found what arrived, {value} of the face did (held against {threshold}), "
            "and it sued more than one",
        ),
        (
            "80 % of the one sum that a court asked about arrived",
            "two loans delivered in full; the only loan delivered short",
        ),
    ),
    *FUND_FLOW_RULES,
    *DEFAULT_RULES,
    lender_rule(
        "rule_4_debt_passed_on",
        4,
        "trap_loan_2019_step4",
        "a borrower's debt is followed, near its due day and balance, by a loan of a related lender",
        (Condition("loan_chains_passed_on_distinct_1095d", ">=", 1),),
        ("loan_chains_passed_on_distinct_1095d",),
        (
            "{value}名借款人在旧债到期前后从关联出借人处又借得金额相近的新债",
            "{value} borrower{s} had a debt followed about its due day by a loan of a related lender near the old "
            "balance",
        ),
        ("a borrower's second lender shares an agent with the first", "two unrelated people lend to one borrower"),
        invariants=("family, household and home address relate nobody",),
    ),
    lender_rule(
        "rule_4_debt_ladder",
        4,
        "trap_loan_2019_step4",
        "one borrower's debt was followed by a new loan about its due day at least twice, and grew by half or more",
        (Condition("loan_ladders_grown_distinct_1095d", ">=", 1),),
        ("loan_ladders_grown_distinct_1095d",),
        (
            "{value}名借款人先后借得三笔以上、每笔均在前一笔到期前后出借，债务增长五成以上（参照{threshold}名）",
            "debts that grew by half or more over three loans, each about the last one's due day: {value} borrower{s} "
            "(held against {threshold})",
        ),
        (
            "three loans, each made as the last falls due, from 50,000 to 90,000",
            "three that stay about 50,000; two that double; three parts of one help within twenty days",
        ),
        invariants=(
            "each loan is made from 15 days before to 60 days after the last falls due, by the same lender or a "
            "related one",
        ),
    ),
    lender_rule(
        "rule_4_debt_rolled_over",
        4,
        "trap_loan_2019_step4",
        "several borrowers got a further loan near the old balance about the day the old one fell due",
        (Condition("loan_chains_debtors_distinct_1095d", ">=", 2),),
        ("loan_chains_debtors_distinct_1095d",),
        (
            "{value}名借款人在旧债到期前后又借得金额相近的新债（参照{threshold}名）",
            "{value} borrower{s} took a further loan near the old balance about its due day (held against {threshold})",
        ),
        (
            "two borrowers roll over",
            "one borrower rolls over; one couple does; two get a second part long before the first is due",
        ),
        invariants=("a second loan long before the first falls due is no roll-over",),
        note="one borrower's renewal is ordinary and must stay below the threshold",
    ),
    lender_rule(
        "rule_5_harassment",
        5,
        "trap_loan_2019_step5",
        "different people, a borrower among them, report harassment over a debt and name the lender",
        (
            Condition("harassment_reports_reporters_distinct_1095d", ">=", 2),
            Condition("harassment_reports_borrowers_distinct_1095d", ">=", 1),
        ),
        ("harassment_reports_reporters_distinct_1095d",),
        (
            "三年内{value}名不同的人举报其催收滋扰（参照{threshold}名），其中有记录在案的借款人",
            "people who reported harassment over a debt in three years: {value} (held against {threshold}), "
            "borrowers on record among them",
        ),
        (
            "two people call the police, and one of them borrowed of it",
            "one borrower calls five times; workers protest over wages; neighbours alone write of a quarrel",
        ),
        invariants=("what the lender itself reported does not count", "a report without a debt context does not count"),
        note="soft-violence words also describe wage protests and complainants; they count with a debt context only",
    ),
    lender_rule(
        "rule_5_default_judgments",
        5,
        "trap_loan_2019_step5",
        "defendants are absent from most of many hearings",
        (
            Condition("loan_suits_absent_ratio_1095d", ">=", 0.6),
            Condition("loan_suits_heard_count_1095d", ">=", 5),
        ),
        ("loan_suits_absent_count_1095d",),
        (
            "开庭的借贷案件中{value}被告缺席（参照{threshold}）",
            "the defendant was absent in {value} of its loan hearings (held against {threshold})",
        ),
        ("four of five absent", "one of five absent"),
    ),
    lender_rule(
        "rule_5_withdrawals",
        5,
        "trap_loan_2019_step5",
        "many of many suits are withdrawn, so that suits serve as pressure",
        (
            Condition("loan_suits_withdrawn_ratio_1095d", ">=", 0.4),
            Condition("loan_suits_closed_count_1095d", ">=", 5),
        ),
        ("loan_suits_withdrawn_count_1095d",),
        (
            "已结借贷案件撤诉率{value}（参照{threshold}）",
            "{value} of its closed loan suits were withdrawn (held against {threshold})",
        ),
        ("two of five withdrawn", "one of five withdrawn"),
    ),
    lender_rule(
        "rule_5_suits_in_series",
        5,
        "trap_loan_2019_step5",
        "ten loan suits or more in one year",
        (Condition("loan_suits_filed_count_365d", ">=", 10),),
        ("loan_suits_filed_count_365d",),
        (
            "一年内起诉民间借贷{value}件（参照{threshold}件）",
            "filed {value} loan suit{s} in one year (held against {threshold})",
        ),
        ("ten suits in a year", "ten suits over sale of goods"),
        note="no court of Fujian has published a test of a professional lender: this is a pattern, not that status",
    ),
    lender_rule(
        "rule_5_professional_lender",
        5,
        "professional_lender_zhejiang_2018",
        "suits in one court, with those of related plaintiffs, meet the place's test of a professional lender",
        (Condition("court_dockets_tiers_max_1095d", ">=", 1),),
        ("court_dockets_tiers_max_1095d",),
        (
            "本人及关联原告在同一基层法院的借贷起诉，符合当地职业放贷人认定标准中的{value}项",
            "its loan suits and those of related plaintiffs in one court meet the place's test of a professional "
            "lender: alternatives met: {value}",
        ),
        ("a person and a company with the same director file ten suits in one court", "nine suits; ten in two courts"),
        invariants=(
            "silent where the jurisdiction has no test that we know, as in Fujian",
            "mediated suits count, and so do those of plaintiffs related by an office or agent",
            "where the table has a test in part, as Zhejiang's, to meet none of it clears nobody",
        ),
        note="a listing by a court has effects of its own: this says that the numbers are there, not that it is listed",
    ),
)
"""Rules for a concern about a lender."""
