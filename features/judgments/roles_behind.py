"""What a sum of money in a judgment can be, and the words at once behind it that say so."""

from __future__ import annotations

from typing import Literal

from features.judgments.pattern import Pattern

Role = Literal["lent", "noted", "owed", "rest", "delivered", "repaid", "interest", "other"]
"""`lent` by a verb of lending; `noted` on a note of debt (今借到); `owed` after reckoning (尚欠), `rest` a part of
what was named before."""

BEHIND: tuple[tuple[Role, Pattern], ...] = (
    (
        "other",
        Pattern(
            "no_loan_behind",
            "the sum was for something else",
            r"(?:人民币|现金|整|元)*(?:[(](?:入股|股金|投资|货款|定金|工资)|(?:借给|贷给|出借给)(?:了)?(?:案外人|他人|第三人))",
            "今收到现金贰万元整（入股）",
            ("元整（入股",),
        ),
    ),
    (
        "delivered",
        Pattern(
            "part_behind",
            "a part of the loan, the rest told behind it",
            r"(?:整|元)?[,;](?:其余|余下|剩余)[^,;。还欠]{0,8}(?:现金|转账|转帐|汇款|出借|交付)",
            "4万元，其余现金出借",
            ("元，其余现金出借",),
        ),
    ),
    (
        "interest",
        Pattern(
            "interest_behind",
            "the sum is interest",
            r"(?:的|为|系|是)?(?:借款)?(?:利息|违约金|本息|律师费|诉讼费)",
            "200元的利息",
            ("的利息",),
        ),
    ),
    (
        "other",
        Pattern(
            "sued_for",
            "what somebody sued for",
            r"(?:元)?[^,;。]{0,6}为由[^,;。]{0,6}(?:诉|起诉)",
            "元未还为由诉讼来院",
            ("元未还为由诉",),
        ),
    ),
    (
        "other",
        Pattern(
            "ceiling_behind",
            "no more than may be lent",
            r"(?:人民币|元)?的?(?:最高)?(?:限额|额度)",
            "350000元限额内",
            ("元限额",),
        ),
    ),
    (
        "other",
        Pattern(
            "basis_behind", "the basis of a reckoning", r"(?:为|作为|元)?(?:基数|计算)", "5万元为基数", ("为基数",)
        ),
    ),
    (
        "lent",
        Pattern(
            "lent_behind",
            "what was lent, the verb behind the sum",
            r"(?:人民币|现金)?(?:转?借给|转贷给|[,后再]*转借(?:给|与)|出借给|的?借款(?!期|人|到|本金|本息)|借与|贷给)",
            "原告将5万元借给被告",
            ("借给",),
        ),
    ),
    (
        "lent",
        Pattern(
            "made_a_loan",
            "another debt that the parties made a loan",
            r"(?:人民币|现金|元)*(?:[^,;。借欠息]{0,10})(?:(?<!周)转化?[为作成]|转换为|算作)[^,;。]{0,8}借款",
            "40万元保证金转为被告个人借款",
            ("40万元保证金转为被告个人借款",),
        ),
    ),
    (
        "noted",
        Pattern(
            "note_behind",
            "the sum of a note of debt, the note behind the sum",
            r"(?:人民币|现金)?的?(?:借条|借据|欠条)",
            "5万元的借条",
            ("的借条",),
        ),
    ),
    (
        "delivered",
        Pattern(
            "handed_over_behind",
            "what the lender handed over, the verb behind the sum",
            r"(?:人民币|现金|借款|款项|以现金)*(?:转账|转帐|转入|转至|转给|转到|转付|汇入|汇至|汇给|汇付|划入|划至|划给|划付|划拨|打入|打到|打给|存入|交付|交给|交与|付给|支付给|支付至|给付)",
            "原告将15万元现金交付被告",
            ("现金交付",),
        ),
    ),
)
"""At once behind the sum."""
