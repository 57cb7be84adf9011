"""How two different names of companies can be one company's: what they share and what sets them apart.

A name alone joins only what the law on names makes almost certain: same place, same name proper and same trade. One
character written otherwise, or a name cut short, joins only where something else of the company agrees, save where the
two characters sound alike, the name is long and no third name is as near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from identifiers.company_names import CompanyName, parse
from identifiers.han import name_sound

_LEAST_STEM_OF_A_HOMOPHONE, _LEAST_PROPER_OF_A_HOMOPHONE = 6, 3
_LEAST_STEM_WITHOUT_PLACE = 4
_LEAST_HEAD = 2
_HALF = 3

Names = Mapping[str, CompanyName]


def parsed(names: Iterable[str]) -> dict[str, CompanyName]:
    """The parts of every name that says who it is; names made of place, trade and form only are left out."""
    made = {name: parse(name) for name in names}
    return {name: parts for name, parts in made.items() if parts.telling}


def same_but_for_form(names: Names) -> Iterator[tuple[str, ...]]:
    """Groups of names with one place, name proper and trade.

    A group that is no joint-stock company (某某集团有限公司) and a joint-stock company that is no group
    (某某股份有限公司) are mostly parent and listed child: where both stand among the names, only those that agree in it
    go together.
    """
    telling = (name for name, parts in names.items() if parts.places or len(parts.stem) >= _LEAST_STEM_WITHOUT_PLACE)
    for group in _alike(telling, lambda name: (names[name].places, names[name].stem)):
        by_kind: dict[bool, list[str]] = defaultdict(list)
        for name in group:
            by_kind[names[name].group].append(name)
        parents = any(not names[name].joint_stock for name in by_kind[True])
        children = any(names[name].joint_stock for name in by_kind[False])
        for kept in by_kind.values() if parents and children else (group,):
            if len(kept) > 1:
                yield tuple(kept)


def same_but_for_trade_word(names: Names) -> Iterator[tuple[str, ...]]:
    """Groups of names of one place, name proper and trade but for a word that says little (科技发展, 科技), or 传播 for
    传媒. The name proper has at least three characters and stands before these two trades only."""
    telling = (
        name for name, parts in names.items() if parts.form and len(parts.proper) >= _LEAST_PROPER_OF_A_HOMOPHONE
    )
    for group in _alike(telling, lambda name: (names[name].places, names[name].proper)):
        stems = {names[name].stem for name in group}
        if len(stems) == 2 and len({names[name].trade_in_brief for name in group}) == 1:
            yield tuple(group)


def same_but_for_place(names: Names) -> Iterator[tuple[str, ...]]:
    """Groups of names with one name proper, trade and legal form, of which some write no place, or only the city of one
    that the others write whole. Public units have numbers and districts for names: of those without a legal form, one
    has to leave the place out altogether."""
    telling = (name for name, parts in names.items() if len(parts.stem) >= _LEAST_STEM_WITHOUT_PLACE + (not parts.form))
    for group in _alike(telling, lambda name: (names[name].stem, names[name].form)):
        places = {names[name].places for name in group}
        nested = len(places) > 1 and all(place <= max(places, key=len) for place in places)
        if nested and (frozenset() in places or names[group[0]].form):
            yield tuple(group)


def homophones(names: Names) -> Iterator[tuple[str, ...]]:
    """Pairs of names of one place that differ by one character and sound alike, with no third name as near.

    Name proper and trade have at least six characters, the name proper three: shorter names of two companies often
    sound alike.
    """
    sounding: dict[tuple[frozenset[str], str], dict[str, str]] = defaultdict(dict)
    for name in sorted(names, reverse=True):
        parts = names[name]
        if len(parts.stem) >= _LEAST_STEM_OF_A_HOMOPHONE and len(parts.proper) >= _LEAST_PROPER_OF_A_HOMOPHONE:
            sounding[parts.places, name_sound(parts.stem)][parts.stem] = name
    found = {
        (places, _without(one, _first_difference(one, other))): (named[one], named[other])
        for (places, _), named in sounding.items()
        for one, other in combinations(sorted(named), 2)
        if sum(map(str.__ne__, one, other)) == 1
    }
    as_near: dict[tuple[frozenset[str], tuple[str, str]], set[str]] = {gap: set() for gap in found}
    lengths = {len("".join(rest)) + 1 for _, rest in found}
    for parts in names.values():
        for place in range(len(parts.stem)) if len(parts.stem) in lengths else ():
            gap = (parts.places, _without(parts.stem, place))
            if gap in as_near:
                as_near[gap].add(parts.stem)
    return (pair for gap, pair in found.items() if len(as_near[gap]) == 2)


def perhaps_related(asked: Iterable[str], stems: Mapping[str, str | None]) -> set[str]:
    """The asked names, those that one of the groups above could hold beside them or be decided by, and few others.
    Faster than taking every name apart: `stems` are the names' plain ones (`company_names.plain_stem`), null where
    unknown."""
    stated = set(asked)
    parts_of = parsed(stated)
    keys = {key for parts in parts_of.values() for key in _related_by(parts)}
    propers: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for proper in {parts.proper for parts in parts_of.values()}:
        propers[proper[:_LEAST_HEAD]] += (proper,)
    long = [parts.stem for parts in parts_of.values() if len(parts.stem) >= _LEAST_STEM_OF_A_HOMOPHONE]
    gaps = {gap for stem in long for gap in _gaps(stem)}
    # Where two stems differ by one character, the first half of the shortest or what is behind it is the same.
    heads, tails = {stem[:_HALF] for stem in long}, {stem[_HALF:] for stem in long}

    def may_be_near(stem: str | None) -> bool:
        if stem is None or stem.startswith(propers.get(stem[:_LEAST_HEAD], ())):
            return True
        if stem[:_HALF] in heads:
            return not gaps.isdisjoint(_gaps(stem))
        return stem[_HALF:] in tails and any(_without(stem, at) in gaps for at in range(_HALF))

    near = parsed(name for name, stem in stems.items() if name not in stated and may_be_near(stem))
    return stated | {name for name, parts in near.items() if not keys.isdisjoint(_related_by(parts))}


def _related_by(parts: CompanyName) -> Iterator[Hashable]:
    """Two names without one of these in common are in no group, and neither decides about the other's."""
    yield "proper", parts.places, parts.proper
    yield "form", parts.stem, parts.form
    # Homophones, and third names as near, are the same but for one character.
    yield from ((parts.places, gap) for gap in _gaps(parts.stem))


def _gaps(stem: str) -> list[tuple[str, str]]:
    """A stem that homophones can have, with each of its characters left out once."""
    return [_without(stem, at) for at in range(len(stem))] if len(stem) >= _LEAST_STEM_OF_A_HOMOPHONE else []


def _alike(names: Iterable[str], key: Callable[[str], Hashable]) -> Iterable[list[str]]:
    """The names in groups of one key; sorted, and so are the groups by their first."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[key(name)].append(name)
    return groups.values()


def _without(stem: str, place: int) -> tuple[str, str]:
    return stem[:place], stem[place + 1 :]


def _first_difference(one: str, other: str) -> int:
    """The first place at which two texts differ; the length of the first where the other only goes on."""
    return next((place for place, sign in enumerate(one) if sign != other[place]), len(one))


def nearness(one: CompanyName, other: CompanyName) -> str | None:
    """`one_character`, `shortened` or null: how near two names are of which something else agrees.

    Places that both write must not contradict each other. A shortened name keeps the first two characters of the name
    proper, and all its characters stand in the longer one in their order.
    """
    if not (one.places <= other.places or other.places <= one.places):
        return None
    short, long = sorted((one.stem, other.stem), key=len)
    if short == long or _is_one_character_off(short, long):
        return "one_character"
    if short[:2] == long[:2] and _stands_in(short, long):
        return "shortened"
    return None


def _is_one_character_off(short: str, long: str) -> bool:
    if len(long) - len(short) > 1:
        return False
    differ = _first_difference(short, long)
    return short[differ + (len(short) == len(long)) :] == long[differ + 1 :]


def _stands_in(short: str, long: str) -> bool:
    rest = iter(long)
    return all(sign in rest for sign in short)
