"""Removal of what no later reader of a text may find: numbers that name somebody, and what PIPL art. 28 protects.

Judgments' party lines carry ethnicity, native place and household registration as a matter of form
("男，汉族，1980年出生，福建省厦门市人"). The place of a removed number is marked, so that the sentence still reads; the
rest is marked 〔略〕.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from identifiers import citizen_ids, credit_codes

NATIONALITIES: tuple[str, ...] = tuple(
    re.findall(
        r"\w+",
        "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
        "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 "
        "裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺",
    )
)
"""The 56 nationalities of GB/T 3304, without 族."""

_LEFT_OUT = "〔略〕"
_SEP = r"[ \-—_.·]?"
_NAMES = "|".join(sorted(NATIONALITIES, key=len, reverse=True))
_CLAUSE = r"[^，,。；;：:、\n〔〕()（）]"
# 土家族苗族自治州 and 畲族乡 are places: an ethnic name that leads up to one of these is left alone.
_PLACE_TAIL = rf"(?!(?:(?:{_NAMES})族)*(?:自治|乡|镇|村|街道|路|中学|小学|学校|文化|医院|馆|箱|缸|群))"

# Groups of at least three characters, so that dates (2021-01-01-2022-12-31) are not taken for one number.
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z*.])[0-9][0-9*×Xx]{2,}(?:[ \-—_·][0-9*×Xx]{3,})*(?![0-9A-Za-z*×])")
_PHONE_AND_MORE = re.compile(r"1[3-9][0-9]{9}(?=[ \-—_·])")
_DATE_RANGE = re.compile(r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][ \-—_·](?:19|20)[0-9]{2}[01][0-9][0-3][0-9]")
_CITIZEN_ID = re.compile(r"[1-8][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]")
_ID_ANYWHERE = re.compile(f"(?=(?P<number>{_CITIZEN_ID.pattern.replace('[0-9X]', '[0-9Xx]')}))")
_OLD_CITIZEN_ID = re.compile(r"[1-8][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}")
_PHONE = re.compile(
    rf"(?<![0-9*])(?:(?:\+|00)?86{_SEP})?1[3-9][0-9](?:{_SEP}[0-9*×]){{8}}(?![0-9*])"
    r"|(?<![0-9*])[(（]?0(?:10|2[0-9]|[3-9][0-9]{2})[)）]?[ \-—]?[2-9][0-9]{6,7}(?![0-9])"
)
_FIRST_CHARACTERS = "".join(sorted({name[0] for name in NATIONALITIES} | set("民族维穿少")))
_ETHNICITY = re.compile(
    rf"(?=[\s{_FIRST_CHARACTERS}])(?:(?:民族|族别)(?:\s*[:：]\s*|\s+)(?:{_NAMES})族?|(?<=[男女][，,、])\s*(?:{_NAMES})(?:族)?(?=[，,、])|(?<!本)(?:{_NAMES}|维|穿青)族{_PLACE_TAIL}|"
    r"少数民族(?:人士|身份)?|[藏回苗]民(?=[，,。、]))"
)
_NATIVE_PLACE = re.compile(
    rf"(?:籍贯|祖籍|原籍)\s*(?:是|为|在|[:：])?\s*{_CLAUSE}{{0,20}}|出生地\s*(?:是|为|在|[:：])?\s*{_CLAUSE}{{1,20}}|"
    r"(?:(?<=[，,、])\s*(?:系|为|是)?|(?<=系))[\u4e00-\u9fff]{2,14}[省市县区州旗镇乡]人(?=[，,。；;、）)])|"
    r"(?:香港|澳门)(?:特别行政区)?居民|台湾(?:地区|省)?居民|(?<![发产诞])生于[\u4e00-\u9fff]{1,14}[省市县区州旗镇乡村]"
)
_HOUSEHOLD = re.compile(
    rf"[（(]户[籍口](?:所在)?地?[)）]\s*{_CLAUSE}{{0,40}}|身份证(?:登记)?(?:住址|地址)\s*(?:是|为|在|位于|[:：])?\s*{_CLAUSE}{{1,40}}|"
    rf"(?:户籍|户口)(?:所在)?(?:地|登记地|登记|地址|住址)?(?:址)?\s*(?:是|为|在|位于|[:：])?\s*{_CLAUSE}{{1,40}}|"
    r"(?:非农业|农业|非农|城镇|农村|居民|外来|本地|集体)(?:户口|户籍)"
)
_RELIGION = re.compile(
    rf"宗教信仰\s*(?:是|为|[:：])?\s*{_CLAUSE}{{0,12}}|(?:信仰|信奉|皈依)(?:佛|道|基督|天主|伊斯兰|东正){{1}}教?|"
    r"(?:佛|道|基督|天主|伊斯兰)教徒|基督徒|穆斯林"
)
_POLITICAL = re.compile(
    rf"政治面貌\s*(?:是|为|[:：])?\s*{_CLAUSE}{{0,12}}|(?:中共|共产)(?:预备)?党员|共青团员|民主党派(?:成员|人士)?"
)
# An injury to a party in this incident is no illness: it stays.
_HEALTH = re.compile(
    rf"(?:患有|罹患|确诊为?|病史\s*[:：])\s*{_CLAUSE}{{1,20}}|残疾(?:人证?|证)?(?:[一二三四]级)?|"
    r"(?:精神(?:分裂症?|病|疾病|障碍)|抑郁症|艾滋病|癌症|肿瘤|尿毒症|糖尿病|高血压|心脏病|肝炎|乙肝|癫痫)(?:患者|病人)?"
)
_SEXUALITY = re.compile(rf"性取向\s*(?:是|为|[:：])?\s*{_CLAUSE}{{0,12}}|(?:同|双)性恋(?:者)?|变性人")
_MEMBERSHIP = re.compile(
    r"(?:越级|进京|赴省|集体|长期|重复|多次)*(?:上访|缠访|闹访)(?:人员|老户|户|者)?|信访(?:人员?|老户|户|对象|当事人)|"
    r"工会(?:会员|委员|主席|代表|成员)"
)
_BIOMETRICS = re.compile(r"(?:人脸|虹膜|声纹|指静脉|指纹)(?:信息|特征|识别|比对|采集|编号)(?:[:：]?[A-Za-z0-9]+)?")

_PHRASES: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("household_registration", _HOUSEHOLD, ("户籍", "户口", "身份证")),
    ("native_place", _NATIVE_PLACE, ("籍", "出生地", "生于", "居民", "人")),
    ("ethnicity", _ETHNICITY, ("族", "民", "男", "女")),
    ("religion", _RELIGION, ("教", "徒", "穆斯林")),
    ("political_status", _POLITICAL, ("党", "政治", "团员")),
    ("health", _HEALTH, ("患", "诊", "病", "残疾", "精神", "癌", "瘤", "尿", "血压", "肝", "癫痫", "抑郁")),
    ("sexuality", _SEXUALITY, ("性取向", "性恋", "变性")),
    ("membership", _MEMBERSHIP, ("访", "工会")),
    ("biometrics", _BIOMETRICS, ("人脸", "虹膜", "声纹", "指")),
)
# Written for RE2 too: no look-around, and white space spelt out, of which its \s knows the ASCII part alone.
_WHITE = "[\\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
# Characters that nobody sees, and spaces that are not the common one: both come with text copied from pages and chats.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ODD_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DIGIT = "[0-9０-９]"
_DIGIT_OR_MASK = "[0-9０-９*＊×XxＸｘ]"
_MAY_HOLD_KINDS = {
    "parted_number": rf"[{_INVISIBLE}]|[0-9０-９*＊×XxＸｘ)）][{_ODD_SPACES}]",
    "phone": rf"[1１][3-9３-９]{_DIGIT}(?:[ \-－—_.·]?{_DIGIT_OR_MASK}){{8}}|"
    rf"[0０](?:[1１][0０]|[2２]{_DIGIT}|[3-9３-９]{_DIGIT}{{2}})[)）]?[ \-－—]?[2-9２-９]{_DIGIT}{{6}}",
    "long_number": rf"{_DIGIT}{_DIGIT_OR_MASK}{{2}}(?:[ \-－—_·]?{_DIGIT_OR_MASK}){{11}}",
    "household_registration": "户籍|户口|身份证(?:登记)?(?:住址|地址)",
    "native_place": "籍贯|祖籍|原籍|出生地|[省市县区州旗镇乡]人[，,。；;、）)]|"
    "(?:香港|澳门|台湾)(?:特别行政区|地区|省)?居民|(?:^|[^发产诞])生于[\u4e00-\u9fff]{1,14}[省市县区州旗镇乡村]",
    "ethnicity": f"(?:{_NAMES}|维|穿青)族|民族|族别|[男女][，,、]{_WHITE}*(?:{_NAMES})[，,、]|[藏回苗]民[，,。、]",
    "religion": "信仰|信奉|皈依|教徒|穆斯林",
    "political_status": "政治面貌|党员|团员|民主党派",
    "health": "患有|罹患|确诊|病史|残疾|精神[分病疾障]|"
    "抑郁症|艾滋病|癌症|肿瘤|尿毒症|糖尿病|高血压|心脏病|肝炎|乙肝|癫痫",
    "sexuality": "性取向|性恋|变性人",
    "membership": "上访|缠访|闹访|信访[人老户对当]|工会[会委主代成]",
    "biometrics": "(?:人脸|虹膜|声纹|指静脉|指纹)[信特识比采编]",
}
MAY_HOLD: str = "|".join(_MAY_HOLD_KINDS.values())
"""One expression for Python and RE2 (Arrow) that matches each text `redact` changes, and few others: a column's texts
that it does not match need not be redacted."""

_NARROW = str.maketrans(
    "０１２３４５６７８９Ｘｘ＊－＋" + _ODD_SPACES, "0123456789Xx*-+" + " " * len(_ODD_SPACES), _INVISIBLE
)
_HAS_NUMBER = re.compile(r"[0-9][0-9*×Xx \-—_.·()（）]{5,}")


def redact(text: str) -> tuple[str, dict[str, int]]:
    """(text without them, how many of each kind were removed).

    Kinds: citizen_id, phone, bank_card, ethnicity, native_place, household_registration, religion, political_status,
    health, sexuality, membership (of a union, or as a petitioner), biometrics; a kind without a find is not in the
    counts. Unified credit codes of companies stay. Numbers that are wrong or masked go as well, and a number of 14 to
    19 digits that is neither an id nor a credit code goes as a card's: too much is removed rather than too little.
    Redacting twice changes nothing.
    """
    hits: dict[str, int] = {}
    narrow = text.translate(_NARROW)
    if _HAS_NUMBER.search(narrow):
        narrow = _without_numbers(narrow, hits)
    for kind, pattern, hints in _PHRASES:
        if any(hint in narrow for hint in hints):
            narrow = pattern.sub(_counted(kind, _LEFT_OUT, hits), narrow)
    return (narrow, hits) if hits else (text, hits)


def _without_numbers(text: str, hits: dict[str, int]) -> str:
    before = ""
    while text != before:  # what stood right up against a number may be one itself
        before = text
        text = _without_plain_ids(text, hits)
        text = _LONG_NUMBER.sub(lambda found: _long_number(found[0], hits), text)
        text = _PHONE.sub(_counted("phone", "〔电话〕", hits), text)
    return text


def _without_plain_ids(text: str, hits: dict[str, int]) -> str:
    """The text without id numbers in one piece, whatever is written right up against them: further digits too, where
    the check digit tells which are the id's."""
    kept, end = [], 0
    for found in _ID_ANYWHERE.finditer(text):
        number, start = found["number"], found.start()
        behind = start + len(number)
        alone = not (text[start - 1 : start].isdecimal() or text[behind : behind + 1].isdecimal())
        if start >= end and (alone or citizen_ids.is_valid(number)):
            hits["citizen_id"] = hits.get("citizen_id", 0) + 1
            kept += [text[end:start], "〔证件号〕"]
            end = behind
    return "".join((*kept, text[end:]))


def _counted(kind: str, mark: str, hits: dict[str, int]) -> Callable[[re.Match[str]], str]:
    def replace(_: re.Match[str]) -> str:
        hits[kind] = hits.get(kind, 0) + 1
        return mark

    return replace


def _long_number(written: str, hits: dict[str, int]) -> str:
    digits = re.sub(r"[ \-—_·]", "", written).upper().replace("×", "*")
    if len(digits) > 19 and len(digits) != len(written):  # several numbers in a row: each by itself
        return re.sub(r"[0-9*×Xx]+", lambda found: _long_number(found[0], hits), written)
    if not 14 <= len(digits) <= 19 or _DATE_RANGE.fullmatch(written):
        return written
    # One id number in 31 happens to be a valid credit code as well, so a number with a birth date in it is an id.
    looks_like_id = bool(_CITIZEN_ID.fullmatch(digits) or _OLD_CITIZEN_ID.fullmatch(digits))
    if not looks_like_id and credit_codes.is_valid(digits):
        return written
    phone = _PHONE_AND_MORE.match(written)
    if phone:  # a mobile number and some figure behind it
        hits["phone"] = hits.get("phone", 0) + 1
        return "〔电话〕" + written[phone.end() :]
    masked = "*" in digits or "X" in digits[:-1]
    is_id = looks_like_id or digits.endswith("X")
    if masked and len(digits) in (15, 18):
        is_id = True
    kind, mark = ("citizen_id", "〔证件号〕") if is_id else ("bank_card", "〔卡号〕")
    hits[kind] = hits.get(kind, 0) + 1
    return mark
