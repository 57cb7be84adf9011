"""What a check says, in Chinese and English, without names. `{day}` is the day asked about, `{as_of}` the night's."""

from __future__ import annotations

from typing import NamedTuple

from law.grounds import Ground


class Sentences(NamedTuple):
    """The sentences of one ground for each outcome, Chinese and English."""

    found_zh: str
    found_en: str
    none_zh: str
    none_en: str
    no_number_zh: str
    no_number_en: str
    doubtful_zh: str
    doubtful_en: str


_BASIS_ZH = {"statute": "法律规定", "policy": "政策要求，并非法律规定"}
_BASIS_EN = {"statute": "statute", "policy": "policy, not statute"}
_FOUND_ZH = {
    "deprivation_of_political_rights": "生效判决载明剥夺政治权利，{day}仍在执行期内",
    "criminal_punishment": "有在{day}已生效的刑事判决",
    "listed_judgment_debtor": "{day}在失信被执行人名单内",
}
_FOUND_EN = {
    "deprivation_of_political_rights": "A judgment in force deprives of political rights on {day}",
    "criminal_punishment": "There is a criminal judgment in force on {day}",
    "listed_judgment_debtor": "Listed as a judgment debtor on {day}",
}


def sentences(ground: Ground) -> Sentences:
    """The sentences of a ground; raises KeyError for a ground nobody has written any for."""
    basis_zh, basis_en = _BASIS_ZH[ground.kind], _BASIS_EN[ground.kind]
    return Sentences(
        found_zh=f"{_FOUND_ZH[ground.id]}（{basis_zh}）。请人工核对原件；候选人可查阅并提出异议。",
        found_en=f"{_FOUND_EN[ground.id]} ({basis_en}). Confirm against the original; "
        "the candidate may see it and object.",
        none_zh=f"截至{{as_of}}前送达的文书中，未发现{{day}}“{ground.title_zh}”的文书（{basis_zh}）。",
        none_en=f"No document delivered before {{as_of}} shows '{ground.title_en}' on {{day}} ({basis_en}).",
        no_number_zh=f"身份未证实：公民身份号码缺失或有误，仅凭姓名不作认定（{ground.title_zh}，{basis_zh}）。",
        no_number_en=f"Identity not proven: the citizen id is missing or wrong, and a name alone proves nothing "
        f"({ground.title_en}; {basis_en}).",
        doubtful_zh=f"身份未证实：有文书与候选人部分相符，但号码或姓名不一致，请人工核对（{ground.title_zh}，{basis_zh}）。",
        doubtful_en=f"Identity not proven: a document matches in part, but its number or name differs; check by hand "
        f"({ground.title_en}; {basis_en}).",
    )
