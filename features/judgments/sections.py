"""The sections that courts write a judgment in: who says what decides whether it is a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from features.judgments.heads import masked, named_parties
from features.judgments.pattern import Pattern, search_any
from features.judgments.writing import Writing

Kind = Literal["parties", "story", "demand", "defence", "evidence", "found", "reported", "reasoning", "ruling"]
"""`story` is what the plaintiff says happened, `demand` what the plaintiff asks for, `found` what the court found,
`reported` what a party says among the findings, `evidence` who brought which paper and who did not come."""

FOUND_OPENS = (
    Pattern(
        "court_found",
        "the findings begin",
        r"(?:查明|查证|查实)(?:的?(?:案件|本案)?(?:法律)?事实)?(?:如下|是|为)?[:,]|查明(?:以下|如下|了以下)[^。,:]{0,8}[:,]|"
        r"(?<=审理|庭审|开庭|依法|现经)查明(?![的属])",
        "上述证据可以采信。经审理查明：2015年3月2日，甲向乙借款。",
        ("查明：",),
    ),
    Pattern(
        "facts_found",
        "the findings begin",
        r"(?:认定|确认|查明|认可)(?:了)?(?:如下|以下|本案|案件|主要|法律|基本|下列|案涉|相关|有关|的){0,4}事实(?:的)?(?:如下|为|是){0,2}[:,]|"
        r"(?:以下|下列)事实[^。:;]{0,8}(?:确认|认定|采信)[:,]",
        "本院认定事实如下：2015年3月2日，甲向乙借款。",
        ("认定事实如下：",),
    ),
    Pattern(
        "facts_as_follows",
        "the findings begin",
        r"事实[^。:,;]{0,8}(?:认定|确认|查明|评判)[^。:,;]{0,3}如下[:,]",
        "对本案主要事实作如下认定：甲向乙借款。本院对案件事实确认如下：甲向乙借款。",
        ("事实确认如下：",),
    ),
    Pattern(
        "facts_stated_so",
        "the findings begin",
        r"事实[^。:,;]{0,6}如下(?:认定|确认)[:,]",
        "结合原告的陈述，对本案主要事实作如下认定：甲向乙借款。",
        ("事实作如下认定：",),
    ),
    Pattern(
        "first_instance_found",
        "a court of appeal tells what the court below found",
        r"(?:一审|原审|再审)(?:法院|判决)?(?:经审理)?(?:查明|认定)(?:的?事实)?(?:如下)?[:,]",
        "一审法院认定：2015年3月2日，甲向乙借款。",
        ("一审法院认定：",),
    ),
)
FOUND_OPENS_WEAKLY = (
    Pattern(
        "found_as_follows",
        "the findings begin, where no plainer word does: courts also open their view of the evidence so",
        r"本院[^。:;]{0,24}(?:认定|确认|查明|采信)[^。:;]{0,8}:|双方(?:当事人)?(?:一致|共同)(?:认可|确认|陈述):|(?:认定|确认)(?:如下|以下)[:,]|(?:可以?|审理|审查)认定[:,]|"
        r"(?:案件|本案|基本|认定)的?(?:基本)?事实(?:是|为|有)?[:,]",
        "根据原告陈述，本院认定如下：2015年3月2日，甲向乙借款。",
        ("本院认定如下：",),
    ),
)
MORE_FOUND = Pattern(
    "found_besides",
    "more findings; never the first of them",
    r"(?:另|再|又|还|并)(?:经)?(?:审理|庭审|审)?$",
    "原告催要未果。另",
    ("另",),
)
REASONING_OPENS = (
    Pattern(
        "court_holds", "the court weighs", r"本院(?:经审理|审查)?认为|裁判理由", "本院认为，借贷合法。", ("本院认为",)
    ),
)
RULING_OPENS = (
    Pattern(
        "rules_as_follows",
        "the ruling begins",
        r"(?:判决|裁定|判令)如下|达成(?:如下|以下)(?:调解|和解)?协议|自愿达成[^。;借]{0,8}协议|准许原告[^。;]{0,20}撤",
        "依照法律规定，判决如下：一、被告偿还借款。",
        ("判决如下",),
    ),
)
STORY_OPENS = (
    Pattern(
        "plaintiff_says",
        "the plaintiff's account begins",
        r"(?<!所)(?:诉称|起诉,?称|诉述|起诉认为|诉至本院称)(?!的|[^,。;:]{0,10}(?:一致|属实|相符|相同))|事实(?:和|与|及|、)?理由|"
        r"事实(?:与|和)经过|(?:要求|请求)[^。:]{0,30},事实如下[:,]",
        "原告甲诉称：被告借款。",
        ("诉称",),
    ),
)
DEMAND_OPENS = (
    Pattern(
        "plaintiff_asks",
        "the plaintiff's demands begin",
        r"(?:提出|提起)[^。;]{0,6}(?:诉讼请求|诉请|请求)|诉讼请求[^。,;]{0,3}(?:为|是|如下|:)|诉请[:,]|"
        r"(?:请求|诉请|恳请|望|请|要求)(?:法院|贵院|人民法院|本院|依法|判令|判决)|请求[一二两三俩]?被告|判令|"
        r"(?:请求|诉请)[^,。;:]{1,10}(?:归还|偿还|返还|支付|给付)|(?<=[。;])请求:|(?<=[。;])要求[^,。;:]{0,10}(?:归还|偿还|返还)|"
        r"(?:故|现|特|遂|因此|据此|为此|诉至|起诉|诉讼)[^,。;]{0,14}要求",
        "甲向本院提出诉讼请求：被告偿还借款。",
        ("提出诉讼请求",),
    ),
)
DEFENCE_OPENS = (
    Pattern(
        "defendant_says",
        "the defendant's account begins",
        r"(?<!未)(?<!没有)(?<!提出)(?<!提交)(?<!书面)(?:答辩|辩解|抗辩|辩)(?:称|认为|如下|意见(?:为|如下|与|:)|:)|书面答辩(?:称|认为)|"
        r"答辩状,(?:辩?称|认为)",
        "被告乙辩称，借款属实。",
        ("辩称",),
    ),
)
EVIDENCE_OPENS = (
    Pattern(
        "no_answer",
        "who did not answer or come",
        r"(?:未|没有|不|拒绝?)[^。,;]{0,14}(?:答辩|到庭|出庭|应诉)|缺席",
        "被告乙未到庭应诉。",
        ("未到庭应诉",),
    ),
    Pattern(
        "court_speaks",
        "what the court says of the facts, ahead of or without findings of its own",
        r"(?:本院|经审理|经庭审)(?:经审理)?(?:查明|认定|审理查明)的(?:案件|法律|其他)?事实|"
        r"(?<![^,。;\n])(?:故|对此,?|因此,?)?本院(?:依法|均)?(?:予以)?(?:确认|认定|采信)(?=[,。]|原告|上述|以上)|"
        r"(?<![^。;\n])本院对原告",
        "本院查明的事实与原告所诉一致。",
        ("本院查明的事实",),
    ),
    Pattern(
        "papers",
        "who brought which paper and what became of it",
        r"(?:提交|提供|举示|举出|出示|列举)[^。;,]{0,24}(?:证据|材料|复印件|凭证|明细|流水|身份证|证言|原件|一份|1份)|"
        r"质证|举证|采信|予以认定|证据(?:\d|[一二三四五])?(?:如下|有|[、:])|(?:拟|用以|用于|以此?|意在|欲)证明|传票|传唤",
        "原告围绕诉讼请求依法提交了证据。",
        ("提交了证据",),
    ),
)
_SAYS = (
    # 昵称, 简称, 名称 name; 称“……” quotes a message, which is evidence.
    r"(?<!名)(?<!诉)(?<!简)(?<!下)(?<!昵)"
    r"(?:陈述|自述|自称|辩称|主张|认为|明确表示|表示|辩解|声称|称(?!“))(?![呼的属及、与和一等])"
)
REPORTED_OPENS = (
    Pattern(
        "party_says",
        "among the findings, what a party says",
        rf"(?:庭审|审理|诉讼|审查)(?:过程)?中,?[^。,;:]{{0,16}}{_SAYS}|(?:原告|被告|代理人|[某₁₂₃₄₅₆₇₈₉])[^。,;:]{{0,16}}{_SAYS}"
        # 被告称资金周转困难，向原告借款5万元: what was said is how the loan came about.
        # 被告表示用两个月就还 promises.
        r"(?![^。;]{0,30}(?:向|从|找)[^,。;]{1,10}借|(?<=表示)[^,。;已曾未没不]{0,16}(?:归还|还清|还款|偿还|还上|还|付清)(?=[,。;]))|"
        r"(?:请求|要求|诉请)(?:法院|依法|判令|判决|[一二两三俩]?被告|[^,。;]{0,12}(?:归还|偿还|承担|支付))|判令",
        "审理中，原告明确表示只要求按月利率1%计算利息。",
        ("审理中,原告明确表示",),
    ),
)


CONFIRMED = (
    Pattern(
        "account_confirmed",
        "the court finds that the plaintiff's account is true",
        # 为证明其主张成立，原告提交证据; 借条予以确认; 主张不能成立: none of these.
        r"(?:原告|诉)(?:(?!为证|为支持|为了)[^,。;:]){0,12}(?:所述|所诉|所称|诉称|诉述|陈述|主张|起诉|诉请)(?:的)?"
        r"(?:(?!不[予能足属符一成相]|难以|无法|证据|证明|真实性|(?<!有)[借欠收]条)[^。;:]){0,24}"
        r"(?:属实|一致|相符|相同|(?:予以|足以|可以|应予|可予)(?:确认|认定|采信)|成立)|"
        r"(?:与|同)(?:原告|其|诉状|起诉)[^,。;:]{0,12}(?:(?<!不)(?<!不相)(?:一致|相同|相符)|所[述诉](?![^,。;]{0,6}不))|(?:本院)?(?:认定|确认|查明[:,]?)(?:上述|以上|前述)事实|"
        # 原告主张的上述借款，有借条为证，被告对此无异议，本院予以认定.
        r"原告[^,。;:]{0,4}(?:主张|陈述|所述|所称)的[^。;:]{0,60}被告[^。;:,]{0,8}(?:无(?:异议|争议)|没有异议|不持异议|(?<!不)认可|(?<!不)承认),?(?:本院)?(?:依法)?(?:予以)?(?:认定|确认)|"
        r"(?:双方|各方|原、?被告|原告□*[、与和]被告□*)[^。;:]{0,24}(?:均?无(?:异议|争议)|均?(?:没有|不持)异议|陈述一致)",
        "本院查明的事实与原告起诉的事实一致。",
        ("与原告起诉的事实一致",),
    ),
)
# A text without findings or an account of the plaintiff's tells the loan behind the head, in nobody's name.
_TELLS_OF_A_LOAN = re.compile(
    r"(?:借款(?!纠纷)|借给|借到|借走|借得|出借|向[^,。;]{1,20}借(?!款?纠纷))[^。]{0,80}(?:元|万|¥)"
)

# 原告要求被告还款，被告承诺于6月1日前还清: what was asked for is reported, the answer is found.
_DEMANDED = re.compile(r"请求|要求|诉请")
_ANSWERED = re.compile(
    r"(?<=,)(?:后|遂|于是|经[^,。;]{1,8})?(?:被告|双方|原、?被告)[^,。;:]{0,14}(?:承诺|同意|约定|出具|达成|签订|协商|商定|答应|保证|书?写)"
)
# 原告主张出借50万元，但仅有30万元的凭证，本院认定被告向原告借款30万元.
_COURT_HOLDS = re.compile(r"(?<=,)(?:故|因此|对此)?本院(?:依法|予以|据此)?(?:认定|查明)(?!的)[^,;。]{4}")
_RELIED_ON = re.compile(r"(?:根据|结合|依据|综合|按照|依照|以上|上述|事实有?)[^。;]{0,8}$")


@dataclass(frozen=True)
class Section:
    """One stretch of a text in one voice; several may be of the same kind."""

    kind: Kind
    start: int
    end: int


def find_sections(writing: Writing) -> list[Section]:
    """The sections of a text in its order. A text without findings has no `found`; one that is no judgment has one
    section, `parties`."""
    begins = _findings_begin(writing.plain)
    opening: Kind = "found"
    if begins == len(writing.plain):
        begins, opening = _reasoning_begins(writing.plain), "reasoning"
    before = _before(writing, begins)
    head = "\n".join(writing.plain[one.start : one.end] for one in before if one.kind == "parties")
    voiced = masked(writing.plain, named_parties(head))
    if not any(one.kind == "story" for one in before):
        before = _told_by_nobody(writing, before)
    return _merged([*before, *_after(writing, voiced, begins, opening)])


def _told_by_nobody(writing: Writing, before: list[Section]) -> list[Section]:
    """What a text without headings tells of the loan counts as found."""
    made: list[Section] = []
    telling = False
    for one in before:
        telling = telling or _TELLS_OF_A_LOAN.search(writing.plain, one.start, one.end) is not None
        made.append(Section("found", one.start, one.end) if telling and one.kind == "parties" else one)
    return made


def _findings_begin(plain: str) -> int:
    """Where the findings begin; the end of the text where they do not."""
    places = [found.start() for one in FOUND_OPENS for found in one.compiled.finditer(plain) if _first(plain, found)]
    if not places:
        places = [found.start() for one in FOUND_OPENS_WEAKLY for found in one.compiled.finditer(plain)]
    if not places:
        places = [found.start() for one in FOUND_OPENS for found in one.compiled.finditer(plain)]
    return min(places, default=len(plain))


def _reasoning_begins(plain: str) -> int:
    """Where a text without findings turns to its reasons: the last view that the court tells, else its ruling."""
    reasons = [found.start() for one in REASONING_OPENS for found in one.compiled.finditer(plain)]
    rulings = [found.start() for one in RULING_OPENS for found in one.compiled.finditer(plain)]
    return max(reasons, default=min(rulings, default=len(plain)))


def _first(plain: str, found: re.Match[str]) -> bool:
    return not MORE_FOUND.compiled.search(plain, max(0, found.start() - 6), found.start())


def _before(writing: Writing, end: int) -> list[Section]:
    kind: Kind = "parties"
    made: list[Section] = []
    for start, stop in writing.sentences(0, end):
        cuts = _openings(writing.plain, start, stop, kind)
        for (place, opened), (until, _) in zip(cuts, [*cuts[1:], (stop, kind)], strict=True):
            made.append(Section(opened, place, until))
            kind = opened
    return made


def _openings(plain: str, start: int, stop: int, kind: Kind) -> list[tuple[int, Kind]]:
    """(place, kind) of what one sentence ahead of the findings opens, its own beginning first."""
    if search_any(DEFENCE_OPENS, plain, start, stop):
        return [(start, "defence")]
    if kind != "parties" and search_any(EVIDENCE_OPENS, plain, start, stop) and not _asks(plain, start, stop):
        return [(start, "evidence")]
    places: list[tuple[int, Kind]] = [(start, kind)]
    told = [found.start() for one in STORY_OPENS for found in one.compiled.finditer(plain, start, stop)]
    asked = [found.start() for one in DEMAND_OPENS for found in one.compiled.finditer(plain, start, stop)]
    if kind in ("defence", "evidence") and not told:
        return places
    opened: list[tuple[int, Kind]] = [*((place, "story") for place in told), *((place, "demand") for place in asked)]
    return places + sorted(opened) if opened else places


def _asks(plain: str, start: int, stop: int) -> bool:
    return search_any((*DEMAND_OPENS, *STORY_OPENS), plain, start, stop) is not None


def _after(writing: Writing, voiced: str, begins: int, opening: Kind) -> list[Section]:
    """The sections from the findings on; in `voiced` the parties are called by their roles, which says who speaks."""
    kind = opening
    made: list[Section] = []
    for start, stop in writing.sentences(begins, len(writing.plain)):
        if search_any(RULING_OPENS, writing.plain, start, stop):
            kind = "ruling"
        elif kind == "found" and search_any(REASONING_OPENS, writing.plain, start, stop):
            kind = "reasoning"
        said = REPORTED_OPENS[0].compiled.search(voiced, start, stop) if kind == "found" else None
        if said and not _RELIED_ON.search(writing.plain, start, said.start()):
            answer = _ANSWERED if _DEMANDED.match(said[0]) else _COURT_HOLDS
            answered = answer.search(voiced, said.end(), stop)
            until = answered.start() if answered else stop
            made += [Section("found", start, said.start()), Section("reported", said.start(), until)]
            made += [Section("found", until, stop)]
        else:
            made.append(Section(kind, start, stop))
    return made


def _merged(sections: list[Section]) -> list[Section]:
    made: list[Section] = []
    for one in sections:
        if one.start == one.end:
            continue
        if made and made[-1].kind == one.kind and made[-1].end == one.start:
            made[-1] = Section(one.kind, made[-1].start, one.end)
        else:
            made.append(one)
    return made
