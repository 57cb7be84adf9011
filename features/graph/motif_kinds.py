"""The declared patterns in time that are looked for, each with what uses it. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Motif:
    """A pattern in time, the function of features.graph that finds it, and what uses it: rules, another motif, or
    nothing but a benchmark."""

    name: str
    algorithm: str
    serves: str
    zh: str
    en: str


MOTIFS: tuple[Motif, ...] = (
    Motif(
        "round trip",
        "motifs.returned",
        "rule_2_money_back, rule_2_cash_taken",
        "出借的资金在72小时内回到出借人、其关联人，或被取现",
        "money lent is back with the lender or one who acts with it within 72 hours, or out as cash",
    ),
    Motif(
        "circle",
        "motifs.circles",
        "rule_2_money_circle",
        "资金经两个以上他人账户转回，每一环72小时以内、金额几乎未减少",
        "money comes back through two or more others, each step within 72 hours and nearly whole",
    ),
    Motif(
        "passed on",
        "motifs.passed_on",
        "circle",
        "收款后不久以相近金额转出",
        "what came in goes out again soon, at about the same sum",
    ),
    Motif(
        "fan-out",
        "motifs.fans",
        "rule_1_money_to_many",
        "短时间内同一账户付给多人，远多于其平常",
        "one account pays many within days, far more than it usually does",
    ),
    Motif(
        "fan-in",
        "motifs.fans",
        "no rule; benchmark `amlsim`",
        "短时间内多人付入同一账户；尚无规则使用",
        "many pay one account within days; no rule asks for it",
    ),
    Motif(
        "chain of loans",
        "loan_chains.settled_by",
        "rule_4_debt_ladder",
        "同一借款人的借款一笔接一笔，每笔在上一笔到期前后、接近其余额，出借人相同或相互关联",
        "one borrower's loans follow one another, each near the last one's due day and balance, of related lenders",
    ),
)
