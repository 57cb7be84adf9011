"""Names before a house number, read against the names that the bureau's list of standard addresses holds.

An address is written from the large to the small (GB/T 23705: city, district, street or town, community or village,
road or lane, number, building, unit, room). What stands before the number is its head: a road, or in the country a
village, and before it as many areas as the writer cared to name. A city has some thousand heads for a million texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from identifiers.han import simplified
from identifiers.numerals import NUMERAL_CHARACTERS, parse_integer

Kind = Literal["district", "street", "community"]
Reason = Literal["no_such_road", "unknown_place", "contradiction"]

_MARKS: dict[Kind, str] = {
    "district": "区|县|市",
    "street": "街道办事处|街道|镇|乡",
    "community": "社区|村",
}
_ANY_MARK = "|".join(_MARKS[kind] for kind in ("community", "street", "district"))
_STEMS = {kind: re.compile(rf"(?P<stem>.+?)(?:{marks})") for kind, marks in _MARKS.items()}
_SHORTEST_BARE = 2
"""Characters of an area's name that tells an area without its mark: 江社区 is never called 江."""
_UNKNOWN_COMMUNITY = re.compile(rf"[^市区县镇乡]{{2,8}}?(?:{_MARKS['community']})")
_ESTATE = (
    r"(?:(?!街道|社区|[市县镇乡区]).){1,12}?(?:小区|公寓|大厦|大楼|广场|中心|新村|[园苑城]|商厦|市场|"
    r"(?:工业|产业|开发|投资|集中|保税)区)"
)
# Of a community and a village people also write the office.
_OFFICES = (
    (re.compile("(?:社区)?(?:居民委员会|居委会)"), "社区"),
    (re.compile("村?(?:村民委员会|村委会|行政村)"), "村"),
)
_NUMBERED = re.compile(rf"[{NUMERAL_CHARACTERS}]+(?=[里路街巷弄村社组区期道])")
_OF_LIST = re.compile(
    r"(?:中国)?(?:[^省]{2,3}省)?(?P<city>[^市区县]{2,8}市)?(?P<district>[^市区县]{1,6}(?:(?<!社)区|[县市]))?"
    r"(?P<street>[^区]{1,8}?(?:街道|镇|乡))?(?P<community>.{1,12}?(?:社区|村)(?![路街巷里]))?"
)


class Area(NamedTuple):
    """A community or village of the list with its street or town and its district, as the list writes them; "" where
    it does not say."""

    district: str
    street: str
    community: str


class Place(NamedTuple):
    """A road or village as the list names it, in one of its areas, by number; `written` is the smallest kind of area
    that was written beside it, `only` for none, and `unknown` says that a community was that the list does not know."""

    name: str
    area: int
    written: str
    unknown: bool


def head_form(head: str) -> str:
    """A head in simplified characters, without words for offices, numbers inside names as digits: 西柯一里 and 西柯1里
    are one road."""
    form = simplified(head)
    for written, plain in _OFFICES:
        form = written.sub(plain, form)
    return _NUMBERED.sub(lambda found: _digits(found[0]), form)


def _digits(numeral: str) -> str:
    try:
        return str(parse_integer(numeral))
    except ValueError:  # a name that happens to be made of numerals
        return numeral


def _stem(kind: Kind, word: str) -> str:
    found = _STEMS[kind].fullmatch(word)
    return found["stem"] if found else word


def _end(form: str, kind: Kind, word: str) -> int | None:
    """Where an area's name with its mark ends in a head; None where it does not stand there."""
    if not word:
        return None
    stem = _stem(kind, word)
    if stem != word and word in form:
        return form.index(word) + len(word)
    found = re.search(rf"{re.escape(stem)}(?:{_MARKS[kind]})", form)
    return found.end() if found else None


class AddressNames:
    """Every road, village and area that a list of standard addresses names. Learn all of it, then read."""

    def __init__(self) -> None:
        self._areas: dict[Area, int] = {}
        self._cities: set[str] = set()
        self._named: dict[str, dict[int, str]] = defaultdict(dict)
        """Of a name as people write it, the areas that have it and how the list writes it there."""

    def learn(self, head: str, street: str, community: str) -> tuple[str, int] | None:
        """Take in the head of a standard address and the street and community beside it: returns the name of its road
        or village, and its area's number. None where it has neither."""
        form, street, community = head_form(head), head_form(street), head_form(community)
        said = _OF_LIST.match(form)
        assert said is not None  # every part of it may be missing
        if said["city"]:
            self._cities |= {said["city"], said["city"][:-1]}
        end = _end(form, "community", community) or _end(form, "street", street)
        if end is None:  # the columns say something else than the address, a code perhaps: the address counts
            street, community, end = said["street"] or "", said["community"] or "", said.end()
        name = form[end:] or community  # in the country a number belongs to the village
        if not name:
            return None
        area = self._areas.setdefault(Area(said["district"] or "", street, community), len(self._areas))
        bare = _stem("community", community)
        if name == community and len(bare) >= _SHORTEST_BARE:
            self._named[bare].setdefault(area, name)
        self._named[name][area] = name
        return name, area

    def call(self, estate: str, area: int) -> str:
        """Take in an estate of an area whose buildings have numbers; returns the name under which it is read."""
        name = head_form(estate)
        self._named[name].setdefault(area, name)
        return name

    def read(self, head: str) -> tuple[list[Place], Reason | None]:
        """The places that a head may mean, in the order of their areas, or none and why.

        Every area written must hold the place; what stands before a road and is neither an area of the list nor an
        estate bars it: 新中山路 is not 中山路, and another city's 中山路 is not ours.
        """
        form = head_form(head)
        start = next((start for start in range(len(form)) if form[start:] in self._named), None)
        if start is None:
            return [], "no_such_road"
        written = self._written(form[:start])
        if written is None:
            return [], "unknown_place"
        words, unknown = written
        places = []
        for area, name in sorted(self._named[form[start:]].items()):
            kinds = [word.get(area) for word in words]
            if None not in kinds:
                smallest = next((kind for kind in ("community", "street", "district") if kind in kinds), "only")
                places.append(Place(name, area, smallest, unknown))
        return places, None if places else "contradiction"

    def _written(self, text: str) -> tuple[list[dict[int, Kind]], bool] | None:
        """What each word before a road says: the areas that it fits and the kind it is of them; and whether one is a
        community that the list does not know. None where something else stands there."""
        words: list[dict[int, Kind]] = []
        unknown = False
        text = self._city.sub("", text, count=1)
        while text:
            found = self._word.match(text)
            areas = self._fitting(found["stem"] or found["bare"], found["mark"]) if found else None
            if found is None or areas == {}:
                found = _UNKNOWN_COMMUNITY.match(text)
                if found is None or not words:
                    return None
                unknown = True
            elif areas is not None:
                words.append(areas)
            text = text[found.end() :]
        return words, unknown

    def _fitting(self, stem: str | None, mark: str | None) -> dict[int, Kind] | None:
        """Areas that a word fits, none for an unknown word; None for an estate, which says nothing of areas."""
        if stem is None:
            return None
        fitting: dict[int, Kind] = {}
        for kind, marks in _MARKS.items():
            if mark is None or mark in marks.split("|"):
                for area in self._stems[stem].get(kind, ()):
                    fitting.setdefault(area, kind)
        return fitting

    @cached_property
    def _stems(self) -> dict[str, dict[Kind, list[int]]]:
        """Of every area's name without its mark, the areas so called, by kind."""
        stems: dict[str, dict[Kind, list[int]]] = {}
        for area, number in self._areas.items():
            for kind in _MARKS:
                if word := getattr(area, kind):
                    stems.setdefault(_stem(kind, word), {}).setdefault(kind, []).append(number)
        return stems

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """An area with its mark; an estate; an area without its mark. Longer names first."""
        bare = _either(stem for stem in self._stems if len(stem) >= _SHORTEST_BARE)
        return re.compile(rf"(?P<stem>{_either(self._stems)})(?P<mark>{_ANY_MARK})|{_ESTATE}|(?P<bare>{bare})")

    @cached_property
    def _city(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:中国)?(?:[^省市]{{2,3}}省)?(?:{_either(self._cities)})?")


def _either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; of none it matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
