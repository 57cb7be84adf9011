"""The companies of a block, who runs and owns them, and how their trade goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from simulation.dice import Dice, Weighted
from simulation.identity_numbers import credit_code, landline_number, mobile_number
from simulation.names import company_name
from simulation.people import Person
from simulation.places import Address, Building, room

_KINDS = Weighted(
    {"sole_trader": 0.60, "limited": 0.365, "joint_stock": 0.004, "partnership": 0.016, "cooperative": 0.015}
)
_TRADER = Weighted(
    {
        "retail": 50,
        "catering": 24,
        "manufacturing": 5,
        "construction": 3,
        "technology": 3,
        "training": 2,
        "elder_care": 0.5,
        "car_leasing": 0.5,
        "business_services": 4,
        "other": 8,
    }
)
_LIMITED = Weighted(
    {
        "retail": 30,
        "catering": 5,
        "manufacturing": 12,
        "construction": 9,
        "farming": 2,
        "technology": 11,
        "training": 4,
        "elder_care": 1,
        "car_leasing": 1,
        "business_services": 11,
        "investment_consulting": 2.5,
        "property_letting": 3,
        "property_management": 1.5,
        "legal_services": 0.5,
        "other": 7.5,
    }
)
_SCOPES = {
    "finance": "办理各项小额贷款；与小额贷款相关的咨询活动",
    "investment_consulting": "投资咨询；商务信息咨询；企业管理咨询；不得从事吸收存款、发放贷款等金融业务",
    "business_services": "企业管理咨询；商务信息咨询；会议及展览服务；市场营销策划",
    "car_leasing": "小微型客车租赁经营服务；二手车经销；汽车零配件零售",
    "pawn": "动产质押典当业务；房地产抵押典当业务；绝当物品变卖",
    "factoring": "以受让应收账款的方式提供贸易融资；应收账款的收付结算、管理与催收",
    "property_letting": "住房租赁；非居住房地产租赁；房地产经纪",
    "property_management": "物业管理；停车场服务；园林绿化工程施工",
    "retail": "日用百货销售；服装服饰批发；食品销售",
    "catering": "餐饮服务；食品销售；外卖递送服务",
    "manufacturing": "五金产品制造；塑料制品制造；货物进出口",
    "construction": "房屋建筑工程；建筑装饰工程；建筑劳务分包",
    "farming": "水果种植；水产养殖；农产品初加工",
    "technology": "软件开发；信息系统集成服务；互联网销售",
    "training": "教育咨询服务；文化艺术培训；组织文化艺术交流活动",
    "elder_care": "养老服务；健康咨询服务；老年人用品销售",
    "legal_services": "法律咨询（不含律师事务所业务）",
    "other": "道路货物运输；广告发布；家政服务",
}


@dataclass(slots=True, eq=False)
class Company:
    """One true company: `scale` its yearly revenue in yuan, `staff` its head count, `care` how far it keeps rules.

    `names` and `addresses` are those it had before, each with the day it ended, in order.
    """

    uid: str
    name: str
    number: str
    registration_no: str
    kind: str
    industry: str
    scope: str
    capital_fen: int
    established: date
    phone: str | None
    address: Address
    owner: Person
    scale: float
    staff: int
    care: float
    growth: float = 1.0
    deregistered: date | None = None
    revoked: date | None = None
    officers: list[tuple[Person, str, date, date | None]] = field(default_factory=list)
    holders: list[tuple[Person | Company, float, date, date | None]] = field(default_factory=list)
    names: list[tuple[date, str]] = field(default_factory=list)
    addresses: list[tuple[date, Address]] = field(default_factory=list)

    is_company = True

    def name_on(self, day: date) -> str:
        return next((name for ended, name in self.names if day < ended), self.name)

    def address_on(self, day: date) -> Address:
        return next((address for ended, address in self.addresses if day < ended), self.address)

    def closed_by(self, day: date) -> bool:
        ended = self.deregistered or self.revoked
        return ended is not None and ended <= day


Party = Person | Company


def found(
    dice: Dice,
    uid: str,
    owner: Person,
    kind: str,
    industry: str,
    established: date,
    at: Address,
    name: str | None = None,
    scale: float | None = None,
) -> Company:
    """A new company with its owner in its first office; further officers and holders are added by whoever founds it."""
    district = at.building.community
    if scale is None:
        scale = dice.lognormal(180_000 if kind == "sole_trader" else 1_800_000, 1.1)
    category = {"sole_trader": "2", "cooperative": "3"}.get(kind, "1")
    number = credit_code(dice, category, district.district_code)
    company = Company(
        uid=uid,
        name=name or company_name(dice, kind, industry, district.district),
        number=number,
        registration_no=f"{district.district_code}{dice.integer(0, 999_999_999):09d}",
        kind=kind,
        industry=industry,
        scope=_SCOPES[industry],
        capital_fen=100
        * dice.pick(
            (10_000, 50_000)
            if kind == "sole_trader"
            else (100_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
        ),
        established=established,
        phone=landline_number(dice) if dice.chance(0.3) else owner.phone if dice.chance(0.5) else mobile_number(dice),
        address=at,
        owner=owner,
        scale=scale,
        staff=max(1, int(scale / dice.uniform(120_000, 400_000))),
        care=dice.random(),
        growth=dice.lognormal(1.0, 0.15),
    )
    first_office = "法定代表人"
    company.officers.append((owner, first_office, established, None))
    if kind != "sole_trader":
        company.holders.append((owner, 100.0, established, None))
    return company


def share_out(dice: Dice, company: Company, partners: list[Person]) -> None:
    """Partners take shares and offices from the first day: the first becomes supervisor, the next manager, director."""
    if not partners:
        return
    first = dice.pick((51.0, 60.0, 70.0, 80.0))
    rest = round((100.0 - first) / len(partners), 2)
    company.holders[0] = (company.owner, round(100.0 - rest * len(partners), 2), company.established, None)
    for partner, office in zip(partners, ("监事", "经理", "董事"), strict=False):
        company.holders.append((partner, rest, company.established, None))
        company.officers.append((partner, office, company.established, None))


def _trade_life(dice: Dice, company: Company, first: date, last: date) -> None:
    """Some companies end, some owners hand over; sole traders do both more often."""
    yearly = 0.06 if company.kind == "sole_trader" else 0.035
    years = (last - max(first, company.established)).days / 365.25
    if years > 0 and dice.chance(1 - (1 - yearly) ** years):
        company.deregistered = max(first, company.established) + timedelta(days=dice.integer(30, int(years * 365) + 30))


def pass_on(company: Company, successor: Person, day: date, *, with_shares: bool) -> None:
    """The first officer leaves and somebody else takes the office, the first holder's shares with it or not."""
    owner, office, since, _ = company.officers[0]
    company.officers[0] = (owner, office, since, day)
    company.officers.append((successor, office, day, None))
    if with_shares:
        pass_shares(company, successor, day)


def pass_shares(company: Company, successor: Person, day: date) -> None:
    """Somebody else takes the first holder's shares; the offices stay as they are."""
    holder, percent, held_since, _ = company.holders[0]
    company.holders[0] = (holder, percent, held_since, day)
    company.holders.append((successor, percent, day, None))


def _hand_over(dice: Dice, company: Company, adults: list[Person], first: date, last: date) -> None:
    """Now and then somebody else takes over the firm: the old legal representative leaves office."""
    begin = max(first, company.established)
    years = (last - begin).days / 365.25
    if company.kind == "sole_trader" or years <= 0 or not dice.chance(0.03 * years):
        return
    successor = dice.pick(adults)
    day = begin + timedelta(days=dice.integer(1, int(years * 365) + 1))
    if successor is company.owner or company.closed_by(day):
        return
    pass_on(company, successor, day, with_shares=dice.chance(0.6))


def open_shops(
    dice: Dice, prefix: str, count: int, people: list[Person], standing: list[Building], first: date, last: date
) -> list[Company]:
    """`count` companies owned by adults of the block; uids carry the prefix."""
    adults = [person for person in people if 20 <= person.age(last) <= 68]
    places = [building for building in standing if building.business] or standing
    opened: list[Company] = []
    if not adults:
        return opened
    for place in range(count):
        kind = dice.weighted(_KINDS)
        industry = "farming" if kind == "cooperative" else dice.weighted(_TRADER if kind == "sole_trader" else _LIMITED)
        owner = dice.pick(adults)
        grown = owner.birth + timedelta(days=20 * 366)
        established = max(grown, last - timedelta(days=int(dice.exponential(6.0) * 365.25) + 1), date(1995, 1, 1))
        established = min(established, last)
        company = found(
            dice,
            f"{prefix}{place:05d}",
            owner,
            kind,
            industry,
            established,
            Address(dice.pick(places), room(dice, business=True)),
        )
        if kind in ("limited", "joint_stock", "partnership", "cooperative") and dice.chance(0.55):
            share_out(
                dice,
                company,
                dice.sample(
                    [owner_ for owner_ in dice.sample(adults, 4) if owner_ is not owner], dice.pick((1, 1, 1, 2, 3))
                ),
            )
        _trade_life(dice, company, first, last)
        _hand_over(dice, company, adults, first, last)
        opened.append(company)
    return opened
