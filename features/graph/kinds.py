"""The declared kinds of edges and measures, each with what it says about lending. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from features.sources.agents import AGENT_SERVES_EVERYBODY


@dataclass(frozen=True)
class EdgeKind:
    """A kind of edge. `acts` and `acted_on` say who stands at its ends.

    `joins` is true for relations of the lender side, which can make a group of those who lend. A borrower, a defendant,
    a guarantor or a client of a notary is joined to nobody by that.
    """

    name: str
    acts: str
    acted_on: str
    joins: bool
    zh: str
    en: str


EDGE_KINDS: tuple[EdgeKind, ...] = (
    EdgeKind("lends_to", "lender", "borrower", False, "出借资金给对方", "lent money to"),
    EdgeKind("sues", "creditor", "debtor", False, "作为债权人就借款起诉对方", "sued on a loan, as its creditor,"),
    EdgeKind("mortgages_to", "home owner", "lender", False, "将房屋抵押给对方", "mortgaged a home to"),
    EdgeKind("guarantees", "guarantor", "borrower", False, "为对方的借款提供保证", "guaranteed a loan of"),
    EdgeKind("witnesses", "witness", "lender", False, "在对方的借款案件中作证", "was a witness in a loan suit of"),
    EdgeKind("notarises_for", "notary", "lender", False, "为对方的债权办理公证", "notarised a debt owed to"),
    EdgeKind(
        "represents",
        "agent",
        "lender",
        True,
        "在对方的借款案件中代理对方（法院登记或裁判文书载明，或被告未到庭）：同一代理人多次代理多名出借人，可能是同一班人",
        "appeared in a loan suit, by the court's register, a judgment's word or since no defendant came, for; lenders "
        "for each of whom one agent appears again may be one business",
    ),
    EdgeKind(
        "officer_of",
        "officer",
        "company",
        True,
        "在该企业任职：出借人与企业经由任职相连",
        "holds an office in; lenders tied by an office may lend as one",
    ),
    EdgeKind(
        "shareholder_of",
        "holder",
        "company",
        True,
        "持有该企业股份：出借人与企业经由持股相连",
        "owns a share of; lenders tied by a share may lend as one",
    ),
    EdgeKind(
        "takes_over_debts_of",
        "lender",
        "lender",
        True,
        "多名借款人的旧债到期前后，由其新借款承接：两名出借人可能是一个转单链条",
        "lent to several borrowers when their debts fell due to, and about as much as they owed",
    ),
    EdgeKind(
        "shares_agent_and_borrower",
        "lender",
        "lender",
        True,
        "两名出借人由同一代理人起诉，且不止一次出借给相同的借款人，或以新借款承接其旧债：可能是同一班人分名义出借",
        "had one agent, and lent to the same borrowers more than once or to pay off each other's loans: they may lend "
        "as one under two names",
    ),
    EdgeKind(
        "lay_agent_of",
        "agent",
        "lender",
        True,
        "裁判文书载明其并非律师，而在借款案件中代理对方：非专业人员代理多名出借人，可能是同一班人",
        "appeared in a loan suit, by the court's word as no lawyer, for; lenders for whom one such agent appears may "
        "be one business",
    ),
    EdgeKind(
        "stands_by",
        "agent and surety or witness",
        "lender",
        True,
        "自己没有借款记录，在借款案件中代理包括对方在内的多名出借人，又当保证人或证人：多名出借人由同一人出面，可能是同一班人",
        "owes no loan on record, was a surety or witness in loan suits, and the agent of several lenders, one of them; "
        "lenders by whom one such person stands may be one business",
    ),
    EdgeKind(
        "lends_beside",
        "lender",
        "lender",
        True,
        "两名出借人不止一次在一周之内出借给同一借款人，且借款人不止一名：可能是同一班人分名义出借",
        "more than once lent to the same person within a week of, and to more than one such person; they may lend as "
        "one under two names",
    ),
    EdgeKind(
        "agent_is_partner_of",
        "lender",
        "lender",
        True,
        "为其出庭或持有其借款人房产委托书的人，与对方共同经营企业或在对方企业任职、持股：可能是同一班人",
        "is acted for, in a loan suit or by powers over homes, by somebody who runs a company with; may be one "
        "business with it",
    ),
    EdgeKind(
        "holds_powers_for",
        "attorney",
        "lender",
        True,
        "持有多名借款人的售房或抵押房屋委托公证书，其中有该出借人的借款人；或该委托书与其借款同时办理：可能为其收取房屋",
        "holds notarised powers over the homes of several borrowers, or one that came with the loan, of; may take "
        "homes for",
    ),
    EdgeKind(
        "passes_home_to",
        "lender",
        "lender",
        True,
        "其借款人的房屋（或由其受托的房屋）凭全权委托公证书卖给了对方，双方都放贷：可能是同一班人",
        "lent to the owner of a home, or held the power over it, that was sold under that power to; both lend",
    ),
    EdgeKind(
        "shares_business_phone",
        "lender",
        "lender",
        True,
        "两名出借人使用同一业务电话",
        "writes the same business phone, and both lend",
    ),
    EdgeKind(
        "shares_business_address",
        "lender",
        "lender",
        True,
        "两名出借人使用同一经营地址",
        "writes the same business address, and both lend",
    ),
)
"""Family, household and home address are no kinds of edge, and neither is having reported somebody. Neither is a
transfer: fund flows exist for opened cases only, and on an edge they would reach groups, features and the next list."""

JOINING: tuple[str, ...] = tuple(kind.name for kind in EDGE_KINDS if kind.joins)

SERVES_EVERYBODY: dict[str, int] = dict.fromkeys(
    ("represents", "lay_agent_of", "notarises_for", "witnesses", "holds_powers_for"), AGENT_SERVES_EVERYBODY
)
"""Distinct counterparties beyond which whoever acts in such edges is a hub: a lawyer or notary with more lenders than a
ring has is one who serves everybody. Holders of a lending licence in force are hubs whatever their number."""

MOST_HOLDERS: dict[str, int] = {"shares_business_phone": 5, "shares_business_address": 12}
"""A phone or address that more parties than this write down belongs to an office, a building or nobody. A ring's office
is a door at which a ring has room."""


@dataclass(frozen=True)
class Measure:
    """A column of graph.members that a graph algorithm makes, and what it says about lending."""

    name: str
    algorithm: str
    zh: str
    en: str


MEASURES: tuple[Measure, ...] = (
    Measure(
        "component_id",
        "connected components",
        "除银行、公证员、专职代理人之外，沿任何关系能走到的范围",
        "everybody within reach over any relation that is not a bank's, a notary's or a busy agent's",
    ),
    Measure(
        "community_id",
        "components of the lender side; Louvain modularity where one is larger than a group can be",
        "经上列可成群的关系相连的出借人及其联系人：可能是同一门生意",
        "lenders tied by the edges that can make a group, and those who tie them: one business perhaps",
    ),
    Measure(
        "betweenness",
        "networkx.betweenness_centrality",
        "在本群体中处于多少联系的必经之路：撮合者与实际控制者通常较高",
        "how often the ways between others in the community lead through it: high for who arranges or controls",
    ),
    Measure(
        "core_number",
        "networkx.core_number",
        "所处紧密核心的层级：核心成员之间多重相连",
        "how tightly knit the core is that it belongs to: core members are tied to each other many times over",
    ),
    Measure(
        "bridges",
        "networkx.bridges",
        "其联系中有几条一断，群体便一分为二：只经一条联系与群体相连，或独自连接两个圈子",
        "its ties without which the community falls in two: it is reached through one only, or alone links two circles",
    ),
    Measure(
        "community_density",
        "networkx.density",
        "群体内部可能的联系中实有多少：同一门生意较密，偶然相连者较疏",
        "how many of the possible ties within the community exist: dense for a business, thin for a chance chain",
    ),
)


@dataclass(frozen=True)
class Role:
    """A value of graph.members' column role, read off the edges of that night: what records show, and no finding.

    `nominee` is the name of a column's value and accuses nobody: a bookkeeper of several shops is one. Pages write what
    was observed in its place.
    """

    name: str
    zh: str
    en: str


ROLES: tuple[Role, ...] = (
    Role(
        "lender",
        "有放贷行为：起诉、公证、抵押或申请执行",
        "has a lending act: a suit, a deed, a mortgage or an enforcement",
    ),
    Role(
        "intermediary",
        "在出借人的借款案件中任代理人，或为其办理公证",
        "an agent in lenders' loan suits, or their notary",
    ),
    Role(
        "nominee",
        "登记在多家企业任职，名下未见持股，也未见放贷记录",
        "registered in an office of several companies, with no share and no lending act of its own on record",
    ),
    Role("borrower", "只在借款一方出现", "stands on the borrowing side only"),
    Role(
        "other", "以上皆非：例如股东、担保人、证人", "none of these: a shareholder, guarantor or witness for instance"
    ),
)
"""A collector has no role: reports name whom the borrower met and not for whom they came, so no record ties somebody
who only collects to a lender, and what a report says of a respondent makes no edge."""
