"""Rules on companies in five dimensions, and what speaks for a company.

Compliance rules work where only penalties, lists, inspections and honours are published. Feature words are one
dimension of five and never enough by themselves.
"""

from __future__ import annotations

from features.declaration import Condition
from features.evidence.declaration import Polarity, Rule


def _rule(
    name: str,
    dimension: int | None,
    law: str,
    pattern: str,
    when: tuple[Condition, ...],
    cites: tuple[str, ...],
    said: tuple[str, str],
    drawn: tuple[str, str],
    note: str = "",
) -> Rule:
    polarity: Polarity = "against" if dimension is None else "for"
    return Rule(name, "companies", polarity, dimension, law, pattern, (), when, cites, *said, *drawn, note)


_UNDATED = "some departments publish no dates: the window lies over the day of delivery"

COMPANY_RULES: tuple[Rule, ...] = (
    _rule(
        "rule_1_penalties",
        1,
        "regulation_737",
        "penalised more than once",
        (Condition("company_penalties_delivered_count_known730d", ">=", 2),),
        ("company_penalties_delivered_count_known730d",),
        (
            "两年内收到行政处罚记录{value}条（参照{threshold}条）",
            "{value} penalty record{s} delivered in two years (held against {threshold})",
        ),
        ("two penalties", "one penalty"),
        _UNDATED,
    ),
    _rule(
        "rule_1_tax_penalties",
        1,
        "regulation_737",
        "penalised by the tax bureau",
        (Condition("tax_penalties_delivered_count_known730d", ">=", 1),),
        ("tax_penalties_delivered_count_known730d",),
        ("两年内收到税务处罚记录{value}条", "{value} tax penalty record{s} delivered in two years"),
        ("one tax penalty", "a tax penalty delivered three years ago"),
        _UNDATED,
    ),
    _rule(
        "rule_1_abnormal_listing",
        1,
        "regulation_737",
        "on the list of abnormal operations",
        (Condition("abnormal_listings_current_count_known365d", ">=", 1),),
        ("abnormal_listings_current_count_known365d",),
        (
            "一年内收到的经营异常名录列有该企业（{value}次）",
            "on the list of abnormal operations delivered in the last year ({value} time{s})",
        ),
        ("listed without a date", "listed and removed"),
        _UNDATED,
    ),
    _rule(
        "rule_1_inspection_findings",
        1,
        "regulation_737",
        "inspections found fault more than once",
        (Condition("inspections_findings_count_known730d", ">=", 2),),
        ("inspections_findings_count_known730d",),
        (
            "两年内检查发现问题{value}次（参照{threshold}次）",
            "{value} inspection{s} in two years found fault (held against {threshold})",
        ),
        ("two inspections with a fault", "two inspections whose result says that nothing was found"),
        _UNDATED,
    ),
    _rule(
        "rule_1_tax_arrears",
        1,
        "regulation_737",
        "owes tax of ten thousand yuan or more",
        (Condition("tax_filings_arrears_max_365d", ">=", 1_000_000),),
        ("tax_filings_arrears_max_365d",),
        (
            "一年内申报最高欠税{value}（参照{threshold}）",
            "tax arrears of up to {value} in the last year (held against {threshold})",
        ),
        ("arrears of 20,000 yuan", "arrears of 500 yuan"),
    ),
    _rule(
        "rule_1_judgment_debts",
        1,
        "regulation_737",
        "a listed judgment debtor",
        (Condition("judgment_debts_current_count_1095d", ">=", 1),),
        ("judgment_debts_current_count_1095d",),
        ("现为失信被执行人（{value}次）", "a listed judgment debtor ({value} listing{s})"),
        ("listed and not removed", "listed and removed"),
    ),
    _rule(
        "rule_1_several_departments",
        1,
        "regulation_737",
        "findings by more than one department",
        (Condition("compliance_findings_departments_distinct_known730d", ">=", 2),),
        ("compliance_findings_departments_distinct_known730d",),
        (
            "两年内{value}个部门有不合规记录（参照{threshold}个）",
            "{value} department{s} recorded findings in two years (held against {threshold})",
        ),
        ("a penalty and a tax penalty", "two penalties of one department"),
        _UNDATED,
    ),
    _rule(
        "rule_1_money_without_licence",
        1,
        "regulation_737_licence",
        "different people say it takes their money, and it holds no financial licence",
        (
            Condition("fundraising_complaints_complainants_distinct_1095d", ">=", 3),
            Condition("lending_licences_held_count_known3650d", "=", 0),
        ),
        ("fundraising_complaints_complainants_distinct_1095d",),
        (
            "{value}名不同的人举报其吸收资金（参照{threshold}名），未见有效金融业务许可",
            "{value} different people say it took their money (held against {threshold}), "
            "and no licence in force is known",
        ),
        ("three complainants, no licence", "three complainants, a licence in force"),
    ),
    _rule(
        "rule_2_promised_return",
        2,
        "regulation_737_promised_return",
        "promises ten percent a year or more",
        (Condition("fundraising_complaints_promised_return_max_1095d", ">=", 10),),
        ("fundraising_complaints_promised_return_max_1095d",),
        (
            "举报所称最高年化回报{value}（参照{threshold}）",
            "a yearly return of {value} was promised (held against {threshold})",
        ),
        ("a complaint names 18 %", "a complaint names 4 %"),
        "the financial regulator's public warning of 2018-06-14: over 6 % a question mark, over 8 % danger, over 10 % "
        "be prepared to lose all",
    ),
    _rule(
        "rule_3_complaints",
        3,
        "regulation_737",
        "different investors complain",
        (Condition("fundraising_complaints_complainants_distinct_1095d", ">=", 3),),
        ("fundraising_complaints_complainants_distinct_1095d",),
        (
            "三年内{value}名不同的人举报其非法集资（参照{threshold}名）",
            "{value} different people complained of its fundraising in three years (held against {threshold})",
        ),
        ("three complainants", "one complainant three times"),
    ),
    _rule(
        "rule_3_hotline_calls",
        3,
        "regulation_737",
        "different callers speak of investments or prepaid cards",
        (Condition("money_tickets_callers_distinct_365d", ">=", 3),),
        ("money_tickets_callers_distinct_365d",),
        (
            "一年内{value}名不同的人就投资或预付卡致电热线（参照{threshold}名）",
            "{value} different caller{s} spoke of investments or prepaid cards in a year (held against {threshold})",
        ),
        ("three callers", "three callers about neighbours"),
    ),
    _rule(
        "rule_4_money_from_the_public",
        4,
        "regulation_737_unspecified_public",
        "complainants state that they put in a million yuan or more",
        (
            Condition("fundraising_complaints_invested_sum_1095d", ">=", 100_000_000),
            Condition("fundraising_complaints_complainants_distinct_1095d", ">=", 2),
        ),
        ("fundraising_complaints_invested_sum_1095d",),
        (
            "举报人所称投入合计{value}（参照{threshold}）",
            "complainants state that they put in {value} (held against {threshold})",
        ),
        ("two complainants with 600,000 yuan each", "two complainants with 6,000 yuan each"),
        "a million yuan is where the 2022 interpretation on illegal deposit-taking begins",
    ),
    _rule(
        "rule_4_many_places",
        4,
        "regulation_737_unspecified_public",
        "callers of many grids speak of its investments or prepaid cards",
        (Condition("money_tickets_grids_distinct_365d", ">=", 5),),
        ("money_tickets_grids_distinct_365d",),
        (
            "一年内相关来电涉及{value}个网格（参照{threshold}个）",
            "calls of a year came from {value} grid{s} (held against {threshold})",
        ),
        ("calls from five grids", "five calls from one grid"),
    ),
    _rule(
        "rule_5_feature_words",
        5,
        "regulation_737",
        "two or more feature words in its name",
        (Condition("company_names_name_words_max_known3650d", ">=", 2),),
        ("company_names_name_words_max_known3650d",),
        (
            "名称含{value}个特征词（参照{threshold}个）",
            "{value} feature word{s} in its name (held against {threshold})",
        ),
        ("a name with two", "a name with one"),
        "most companies with such a name are honest: one dimension of five",
    ),
    _rule(
        "counter_honours",
        None,
        "regulation_737",
        "honours and recognitions",
        (Condition("honours_granted_count_known1095d", ">=", 1),),
        ("honours_granted_count_known1095d",),
        ("三年内收到荣誉与认定{value}项", "{value} honour{s} delivered in three years"),
        ("one honour", "none"),
    ),
    _rule(
        "counter_clean_inspections",
        None,
        "regulation_737",
        "inspections that found nothing, and none that found fault",
        (
            Condition("inspections_clean_count_known730d", ">=", 1),
            Condition("inspections_findings_count_known730d", "=", 0),
        ),
        ("inspections_clean_count_known730d",),
        ("两年内{value}次检查均未发现问题", "{value} inspection{s} in two years found nothing, and none found fault"),
        ("one clean inspection", "one clean and one with a fault"),
    ),
    _rule(
        "counter_financial_licence",
        None,
        "regulation_737_licence",
        "a financial licence in force",
        (Condition("lending_licences_held_count_known3650d", ">=", 1),),
        ("lending_licences_held_count_known3650d",),
        ("持有有效金融业务许可{value}项", "holds {value} financial licence{s} in force"),
        ("a licence in force", "a licence that ran out"),
    ),
)
"""Rules on companies, for and against."""
