"""The six districts: streets, communities, grids and buildings on coordinates.

Streets and roads are Xiamen's; communities hold about 5,000 people, grids about 1,000. House numbers are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.dice import Dice, Streams

_STREETS: dict[str, tuple[str, str, float, float, int, tuple[str, ...], str]] = {
    # code: name, weight, longitude, latitude, ..., roads
    "350203": (
        "思明区",
        "24",
        118.09,
        24.46,
        20,
        (
            "厦港街道:蜂巢山,沙坡尾,福海,巡司顶,南华",
            "中华街道:镇海,思明南,中山,霞溪,仁安",
            "鹭江街道:小学,营平,禾祥西,大同,双莲池",
            "开元街道:美仁,溪岸,深田,虎溪,阳台山,坑内",
            "梧村街道:文灶,金榜,梧村,浦南,双涵",
            "筼筜街道:官任,四里,屿后,育秀,金桥,振兴",
            "莲前街道:莲薇,侨福,龙山,前埔南,前埔北,洪文,岭兜",
            "嘉莲街道:盈翠,松柏,龙山桥,莲兴,华福,凤屿",
            "滨海街道:曾厝垵,黄厝,上李",
        ),
        "湖滨南路 湖滨中路 厦禾路 镇海路 思明南路 中山路 禾祥西路 莲前东路 莲前西路 嘉禾路 前埔路 大学路 民族路 文屏路",
    ),
    "350206": (
        "湖里区",
        "23",
        118.13,
        24.51,
        20,
        (
            "湖里街道:塘边,怡景,新港,南山,康乐,金鼎",
            "殿前街道:殿前,马垅,高殿,神山,兴隆,长乐",
            "禾山街道:禾盛,坂尚,岭下,枋湖,围里,禾山",
            "江头街道:江村,园山,蔡塘,吕岭,江头,后埔",
            "金山街道:金山,五通,后坑,高林,金安,金林",
        ),
        "湖里大道 华昌路 东渡路 长岸路 枋湖路 禾山路 吕岭路 江头西路 云顶北路 金山路 高林路 长乐路 兴隆路 南山路",
    ),
    "350205": (
        "海沧区",
        "11",
        118.03,
        24.48,
        10,
        (
            "海沧街道:海沧,囷瑶,锦里,青礁,温厝",
            "新阳街道:霞阳,新垵,祥露,兴旺,兴祥",
            "嵩屿街道:海发,海虹,未来海岸,贞庵,北附小",
            "东孚街道:东埔,洪塘,莲花,鼎美,山边",
        ),
        "海沧大道 滨湖北路 沧林路 嵩屿北路 新阳大道 霞飞路 兴旺路 马青路 孚中央路 钟林路",
    ),
    "350211": (
        "集美区",
        "16",
        118.09,
        24.59,
        14,
        (
            "集美街道:岑东,岑西,尚南,银亭,盛光",
            "侨英街道:凤林,叶厝,滨水,孙厝,东安",
            "杏林街道:高浦,杏北,日东,纺织,西滨",
            "杏滨街道:前场,康城,马銮,锦园,三秀",
            "灌口镇:灌口,上塘,双岭,坑内村,田头",
            "后溪镇:后溪,英村,黄地,岩内,仑上",
        ),
        "集源路 银江路 石鼓路 杏林北路 杏东路 杏滨路 灌口中路 后溪大道 侨英路 同集南路 集美大道 乐海路",
    ),
    "350212": (
        "同安区",
        "15",
        118.15,
        24.72,
        14,
        (
            "大同街道:三秀街,后炉,碧岳,田洋,城西",
            "祥平街道:过溪,溪声,西洋,凤祥,卿朴",
            "新民街道:西山,禾山村,乌涂,蔡宅",
            "西柯街道:西柯,潘涂,官浔,丙洲",
            "洪塘镇:洪塘,苏店,郭山,龙泉",
            "汀溪镇:汀溪,隘头,路下,五峰",
            "莲花镇:莲花,小坪,云埔,军营",
            "五显镇:五显,下峰,垵炉,宋宅",
        ),
        "环城南路 环城西路 中山街 祥平西路 银湖中路 同集北路 新民大道 西柯一里 洪塘大道 五显路 朝元路 凤山路",
    ),
    "350213": (
        "翔安区",
        "11",
        118.24,
        24.62,
        12,
        (
            "马巷街道:五星,五美,友民,西坂,舫阳",
            "新店街道:新店,洪前,东园,祥吴,鼓锣",
            "大嶝街道:田墘,双沪,阳塘,嶝崎",
            "内厝镇:内厝,黄厝村,莲塘,美山",
            "新圩镇:新圩,马塘,金柄,后埔村",
            "金海街道:蔡厝,茂林,东寮",
            "香山街道:大宅,沙美,莲河",
        ),
        "巷南路 马巷路 翔安南路 新店路 洪钟大道 祥福路 舫山西路 大嶝中路 新圩街 翔安北路 城场路",
    ),
}
_MORE = ("", "东", "西", "南", "北", "新", "第一", "第二", "第三", "第四")


@dataclass(frozen=True)
class Community:
    """One community or village: its place in the city's list, code, names and where it lies."""

    index: int
    code: str
    name: str
    is_village: bool
    district_code: str
    district: str
    street: str
    roads: tuple[str, ...]
    longitude: float
    latitude: float
    people: int


@dataclass(frozen=True, slots=True)
class Building:
    """One building with its standard address."""

    code: str
    full_address: str
    short_address: str
    community: Community
    grid_code: str
    business: bool
    longitude: float
    latitude: float


class WrittenAddress(str):
    """An address as somebody writes it, which knows the building it means."""

    __slots__ = ("code",)
    code: str

    @classmethod
    def of(cls, text: str, building: Building) -> WrittenAddress:
        written = cls(text)
        written.code = building.code
        return written


@dataclass(frozen=True, slots=True)
class Address:
    """A place in a building, as it should be written and as people say it."""

    building: Building
    room: str

    @property
    def standard(self) -> WrittenAddress:
        return WrittenAddress.of(self.building.full_address + self.room, self.building)


def _slots(district_code: str) -> list[tuple[str, int, str, int, int]]:
    """(street, its number, community, its number, round) of a district, streets taking turns."""
    listed: list[tuple[str, int, str, int, int]] = []
    for street_number, entry in enumerate(_STREETS[district_code][5], start=1):
        street, communities = entry.split(":")
        listed += [
            (street, street_number, name, number, 0) for number, name in enumerate(communities.split(","), start=1)
        ]
    listed.sort(key=lambda slot: (slot[3], slot[1]))
    return [
        (street, street_number, name, number + 20 * turn, turn)
        for turn in range(len(_MORE))
        for street, street_number, name, number, _ in listed
    ]


def lay_out(people: int, streams: Streams) -> list[Community]:
    """The city's communities, which hold `people` in all; districts mixed, so that a stretch of it crosses the city."""
    dice = streams.dice("places")
    wanted = max(6, round(people / 5_000))
    shares = {code: float(entry[1]) for code, entry in _STREETS.items()}
    total = sum(shares.values())
    taken = dict.fromkeys(shares, 0)
    slots = {code: _slots(code) for code in shares}
    sizes = [dice.uniform(0.6, 1.4) for _ in range(wanted)]
    scale = people / sum(sizes)
    heads = [int(size * scale) for size in sizes]
    heads[0] += people - sum(heads)
    listed: list[Community] = []
    for index in range(wanted):
        open_codes = [code for code in shares if taken[code] < len(slots[code])]
        code = max(open_codes, key=lambda c: (shares[c] / total * (index + 1) - taken[c], c))
        street, street_number, name, number, turn = slots[code][taken[code]]
        taken[code] += 1
        entry = _STREETS[code]
        is_village = street.endswith("镇")
        plain = name.removesuffix("村")
        listed.append(
            Community(
                index=index,
                code=f"{code}{street_number:03d}{200 + number if is_village else number:03d}",
                name=f"{plain}{_MORE[turn]}{'村' if is_village else '社区'}",
                is_village=is_village,
                district_code=code,
                district=entry[0],
                street=street,
                roads=tuple(entry[6].split()),
                longitude=entry[2] + dice.uniform(-0.05, 0.05),
                latitude=entry[3] + dice.uniform(-0.04, 0.04),
                people=heads[index],
            )
        )
    return listed


def buildings(community: Community, dice: Dice) -> list[Building]:
    """The community's buildings, about one for twelve people; one in five is for business."""
    grids = max(1, round(community.people / 1_000))
    count = max(8, community.people // 12)
    roads = dice.sample(community.roads, 4)
    standing: list[Building] = []
    prefix = f"福建省厦门市{community.district}{community.street}{community.name}"
    for number in range(count):
        road, house = dice.pick(roads), dice.integer(1, 999)
        grid = 1 + number * grids // count
        standing.append(
            Building(
                code=f"{community.code}{number:05d}",
                full_address=f"{prefix}{road}{house}号",
                short_address=f"{road}{house}号",
                community=community,
                grid_code=f"{community.code}{grid:02d}",
                business=dice.chance(0.2),
                longitude=round(community.longitude + dice.normal() * 0.004, 6),
                latitude=round(community.latitude + dice.normal() * 0.004, 6),
            )
        )
    return standing


def room(dice: Dice, business: bool) -> str:
    """A room of a home, or a floor or shop front of a business, as it follows the house number."""
    if business:
        return (
            f"{dice.integer(1, 28)}层{dice.integer(1, 30):02d}单元"
            if dice.chance(0.7)
            else f"之{dice.integer(1, 9)}店面"
        )
    return f"{dice.integer(1, 18)}0{dice.integer(1, 6)}室"


def free_form(dice: Dice, address: Address) -> WrittenAddress:
    """The address as people say or clerks shorten it."""
    building, where = address.building, address.building.community
    number = address.room.removesuffix("室")
    forms = (
        f"厦门{where.district.removesuffix('区')}{building.short_address}{number}",
        f"{building.short_address}{address.room}",
        f"厦门市{where.district}{building.short_address}{address.room}",
        f"{where.district}{where.name}{building.short_address.removesuffix('号')}-{number}",
        f"{building.short_address.removesuffix('号')}-{number}",
        f"福建厦门{where.street}{building.short_address}{number}",
        f"厦门市{building.short_address.replace('号', '号楼')}{address.room}",
        f"{where.name}{building.short_address}",
    )
    return WrittenAddress.of(dice.pick(forms), building)
