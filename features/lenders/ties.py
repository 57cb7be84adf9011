"""Features of who lends: licences and registered scope, the companies lent through, lenders it is tied to."""

from __future__ import annotations

from features.declaration import Condition, Declared
from features.lenders.declaring import lender_feature

_LEGITIMACY: tuple[Declared, ...] = (
    lender_feature(
        "lending_licences_held_count_known3650d",
        "lending_licences",
        "number",
        "ZERO",
        ("持有有效金融业务许可{value}项", "holds {value} lending licence{s} in force"),
        law="cap_exemption_2020",
        where=(Condition("in_force", "=", True),),
        note="By the licence's number. Who holds one is counted and never ranked: banks sue a lot, lawfully.",
    ),
    lender_feature(
        "lending_licences_ended_count_known3650d",
        "lending_licences",
        "number",
        "ZERO",
        ("曾有金融业务许可{value}项，现已失效", "held {value} lending licence{s} that ran out or were revoked"),
        law="private_lending_invalid",
        where=(Condition("in_force", "=", False),),
        step=1,
    ),
    lender_feature(
        "registrations_scope_lends_latest_known3650d",
        "registrations",
        "yes_no",
        "NOT_APPLICABLE",
        ("登记经营范围含放贷业务：{value}", "its registered scope has lending: {value}"),
        law="trap_loan_2019_step1",
        value="scope_lends",
        bounds=(0.0, 1.0),
        note="Not applicable to a person; unknown for a company whose scope nobody delivered.",
    ),
    lender_feature(
        "loan_suits_out_of_scope_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "登记经营范围不含放贷，近{days}天仍起诉借贷{value}件",
            "filed {value} loan suit{s} in the last {days} days though its registered scope has no lending",
        ),
        law="trap_loan_2019_step1",
        where=(Condition("out_of_scope", "=", True),),
        step=1,
    ),
)

_COMPANIES: tuple[Declared, ...] = (
    lender_feature(
        "lending_offices_companies_distinct_1095d",
        "lending_offices",
        "number",
        "ZERO",
        (
            "近{days}天在{value}家放贷公司任职",
            "lending companies it held an office in, in the last {days} days: {value}",
        ),
        law="trap_loan_2019_step1",
        value="company_id",
        step=1,
    ),
    lender_feature(
        "lending_offices_out_of_scope_distinct_1095d",
        "lending_offices",
        "number",
        "ZERO",
        (
            "近{days}天在{value}家经营范围不含放贷却放贷的公司任职",
            "companies that lend without lending in their scope and gave it an office in the last {days} days: {value}",
        ),
        law="trap_loan_2019_step1",
        value="company_id",
        where=(Condition("out_of_scope", "=", True),),
        step=1,
    ),
    lender_feature(
        "lending_holdings_companies_distinct_1095d",
        "lending_holdings",
        "number",
        "ZERO",
        (
            "近{days}天持有{value}家放贷公司的股份",
            "lending companies it held a share of, in the last {days} days: {value}",
        ),
        law="trap_loan_2019_step1",
        value="company_id",
        step=1,
    ),
    lender_feature(
        "lending_companies_opened_distinct_1095d",
        "lending_companies",
        "number",
        "ZERO",
        (
            "近{days}天新设{value}家由其放贷的公司（本身、任职或持股）",
            "companies it lends through that were founded in the last {days} days: {value}",
        ),
        law="trap_loan_2019_step1",
        value="company_id",
        step=1,
        note="One new front after another: itself, or a company it holds an office or share in.",
    ),
    lender_feature(
        "lending_companies_closed_distinct_3650d",
        "lending_companies",
        "number",
        "ZERO",
        (
            "近{days}天设立的、由其放贷的公司中{value}家已注销或吊销",
            "companies it lent through, founded in the last {days} days and closed since: {value}",
        ),
        law="trap_loan_2019_step1",
        value="company_id",
        where=(Condition("closed", "=", True),),
        step=1,
    ),
    lender_feature(
        "lending_companies_first_loan_min_3650d",
        "lending_companies",
        "days",
        "NOT_APPLICABLE",
        (
            "由其放贷的公司最快在成立后{value}出借第一笔",
            "from a company's foundation to its first loan, the shortest: {value}",
        ),
        law="trap_loan_2019_step1",
        value="first_loan_days",
        bounds=(-36500, None),
        step=1,
        note="Negative where a loan is older than the company that sued on it: taken over, or written back.",
    ),
)

_RELATED: tuple[Declared, ...] = (
    lender_feature(
        "related_lenders_others_distinct_1095d",
        "related_lenders",
        "number",
        "ZERO",
        (
            "近{days}天经共同任职或共同代理人与{value}名其他出借人有关联",
            "related to {value} other lender{s} by an office or agent in common in the last {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="other_id",
        step=4,
        note="Family, household and home address relate nobody; an agent of more than twelve lenders serves everybody, "
        "and one of whom neither the extract, a court's document nor a suit that no defendant came to says that it was "
        "the lender's relates nobody. Unknown where no court's documents are delivered: then nobody says who is a "
        "party's relative.",
    ),
    lender_feature(
        "lenders_by_office_others_distinct_1095d",
        "lenders_by_office",
        "number",
        "ZERO",
        (
            "近{days}天经共同任职与{value}名其他出借人有关联",
            "related to {value} other lender{s} by an office in common in the last {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="other_id",
        step=4,
    ),
    lender_feature(
        "shared_agents_others_distinct_1095d",
        "shared_agents",
        "number",
        "ZERO",
        (
            "近{days}天与{value}名其他出借人使用同一代理人",
            "shares a court agent with {value} other lender{s} in the last {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="other_id",
        step=4,
        note="Unknown where no court's documents are delivered: then nobody says who is a party's relative.",
    ),
)

TIE_FEATURES: tuple[Declared, ...] = (*_LEGITIMACY, *_COMPANIES, *_RELATED)
"""Features over licences, companies and related lenders."""
