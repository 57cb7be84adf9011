"""What the court holds in its reasons to have been lent, where that decides between two readings of the facts."""

from __future__ import annotations

from features.judgments.judgment import Judgment
from features.judgments.pattern import Pattern, search_any

FIXED_AHEAD = Pattern(
    "fixed_ahead",
    "the court holds the sum behind these words to be what was lent",
    r"(?:认定|确认|确定|本案|案涉|涉案|故|应)[^,;。]{0,14}(?:借款|出借)(?:的)?(?:本金|金额|数额|总额)+[^,;。]{0,8}?(?:为|是)(?:人民币)?$|"
    r"(?:认定|确认|支持)[^,;。]{0,14}(?:借款|出借)(?:的)?本金(?:人民币)?$|(?:认定|确认|支持)[^,;。]{0,14}(?:借款|本金)(?:共计|合计|总计|总额|金额|为|是)+(?:人民币)?$",
    "故本院认定借款本金为",
    ("故本院认定借款本金为",),
)
FIXED_BEHIND = Pattern(
    "fixed_behind",
    "the court holds the sum ahead of these words to be what was lent, or all that is shown to be",
    r"[^;。]{0,16}?(?<!不)(?:应|予以|可以|可|足以|均)(?:当|依法)?(?:认定|确认)(?:为|是|系|均为)[^,;。]{0,4}(?:借款(?!人)|民间借贷)|"
    r"外,其[他余][^,;。]{0,12}(?:不足以|不能|难以|不予|无法)认定|"
    r"[^,;。]{0,4}认定[^,;。]{0,4}借款本金",
    "，被告亦认可，应认定为借款",
    ("，被告亦认可，应认定为借款",),
)
NOTHING_LENT = Pattern(
    "nothing_lent",
    "the court does not find that any money was lent",
    r"(?:借贷|借款)(?:合同|法律)?(?:关系|合意|事实)[^,。;]{0,8}(?:(?:不|未|没有)(?:实际)?(?:成立|存在|发生|生效)|(?:难以|无法|不能|不予|不足以)(?:认定|成立|确认))|"
    r"(?:未|不)(?:能)?(?:充分)?(?:提供|提交|举证|足以)?[^,。;]{0,12}证[明实][^。;]{0,30}(?:交付|支付|出借|履行|提供)(?:了)?(?:借款|款项|出借)?|"
    r"(?:不足以|未能|不能|无法|难以)(?:提供[^,。;]{0,8}证据)?证[明实][^。;]{0,30}(?:借贷|借款)(?:的|法律|合同)?(?:合意|关系)|"
    r"(?:借贷|借款)(?:的|法律|合同)?(?:合意|关系)的?证据不足|"
    r"(?:借款|款项)[^,。;]{0,8}(?:未|没有)(?:实际)?(?:交付|发生|支付)|(?:不|没有)存在(?:真实的?)?(?:民间)?借[贷款]",
    "原告未能证明借款实际交付，借贷关系不成立。",
    ("未能证明借款实际交付",),
)
LENT_ALL_THE_SAME = Pattern(
    "lent_all_the_same",
    "a suit is refused for what came of a loan: it was paid back, is out of time or not yet due, or another owes it",
    r"(?:已|均|全部|实际)[^,;。]{0,8}(?:清偿|偿还|归还|付清|履行完毕)|(?:清偿|偿还|归还)完毕|还清|消灭|诉讼时效|未到期|未届|"
    r"保证期间|另案|另行主张|抵[销扣]",
    "借款已经清偿完毕，对原告的诉讼请求不予支持。",
    ("已经清偿",),
)
NOT_LENT_TO_PLAINTIFF = Pattern(
    "not_lent_to_plaintiff",
    "the plaintiff is who was to borrow, and nothing was lent",
    r"(?<!因)(?:未|没有)(?:实际)?(?:向|给)原告□*[^,;。]{0,4}(?:出借|发放|提供|交付|支付)(?![^,;。]*[息还])[^,;。]*(?:借款|贷款|款项)",
    "被告至今未实际向原告出借合同约定的5万元借款。",
    ("未实际向原告出借合同约定的5万元借款",),
)
LESSENED = Pattern(
    "lessened",
    "the sum that follows is less than was lent: payments, or interest kept back, are taken off",
    r"实际(?:出借|借款|交付|支付|转账|收到|取得|提供)|实际向|仅[^,;。]{0,16}(?:交付|支付|转账|汇款)|当[天日]即?[^,;。]{0,6}(?:归还|返还|支付)|抵[扣充销减]|冲抵|扣|冲减|预先|砍头|[尚下仍还]欠(?:原告)?的?(?:借款|本金)|剩余|余款|核算|已还|偿还了",
    "经抵扣，本案借款本金为",
    ("抵扣",),
)
_OTHER_DEBT = r"(?:房租|租金|租赁费|货款|工资|劳务|报酬|工程款|运费|餐费|酒水|医疗费|赔偿|违约金|利息|彩礼|赌)"
OTHER_DEBT = (
    Pattern(
        "other_debt_behind",
        "the sum between, part of a note of debt, was owed for something else and not lent",
        rf"(?:中|包含|包括|含)(?:有|的|了)?(?:人民币)?□+(?:元)?,?[^,;。]{{0,14}}{_OTHER_DEBT}",
        "借条金额中□元系被告所欠房租",
        ("中□元系被告所欠房租",),
    ),
    Pattern(
        "other_debt_ahead",
        "the same, the other debt named ahead of the sum",
        rf"(?:中|包含|包括|含)(?:有|的|了)?[^,;。]{{0,8}}{_OTHER_DEBT}(?:为|是|共|计)*□",
        "其中包括房租□元",
        ("中包括房租□",),
    ),
)


def other_debts(judgment: Judgment) -> set[int]:
    """Fen of each part of a note of debt that the findings or the reasons say was owed for something else."""
    told = set()
    for start, end in judgment.spans("found", "reported", "reasoning"):
        for one in judgment.sums_in(start, end):
            ahead, behind = judgment.plain[max(start, one.start - 24) : one.start], judgment.plain[one.end : end][:24]
            if search_any(OTHER_DEBT, f"{ahead}□{behind}"):
                told.add(one.fen)
    return told


def fixed_principal(judgment: Judgment) -> tuple[int, int] | None:
    """(fen, place) of the sum that the court holds to have been lent, where it says so in its reasons and has not taken
    off what was paid or kept back; None where it says no such thing, or names two sums."""
    plain = judgment.plain
    told = []
    for start, end in judgment.spans("reasoning"):
        for one in judgment.sums_in(start, end):
            if LESSENED.compiled.search(plain, start, one.start):
                continue
            clause = judgment.clause_start(one.start, start)
            ahead = FIXED_AHEAD.compiled.search(plain, clause, one.start)
            if ahead or FIXED_BEHIND.compiled.match(plain, one.end, end):
                told.append((one.fen, one.start))
    return told[0] if len({fen for fen, _ in told}) == 1 else None
