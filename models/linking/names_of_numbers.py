"""The names that rows of one number bear: which can be one person's, and what a reviewer should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from identifiers.han import name_sound, simplified
from models.linking.doubts import ANOTHERS, SURNAME, TORN

LEAST_ROWS = 2
"""Rows that must bear a name before a row with another is told from it: of one and one nobody knows which is wrong."""


class Borne(NamedTuple):
    """A mention with the number that its row bears: `own_id` is the entity behind it, `as_born` whether the row records
    the number's birth date, null where it records none."""

    mention_id: str
    kind: str
    links_only: bool
    name: str | None
    own_id: str
    alone_id: str
    as_born: bool | None

    @property
    def asked(self) -> bool:
        """Whether the row's name says anything of whose the number is."""
        return self.kind == "person" and not self.links_only and self.name is not None


class Dispute(NamedTuple):
    """Two mentions of one number under two names, as a kind of doubt (`doubts.KINDS`). `holder` bears the name that
    prevails. Without one the number `number_id` is torn; where the names share the surname it stays with both."""

    stranger: str
    stranger_id: str
    holder: str
    number_id: str
    kind: str


def disputed(rows: Sequence[Borne], ties: Mapping[str, set[str]]) -> Iterator[tuple[Dispute, list[Borne]]]:
    """The mentions of one number under each name that is in doubt, with what is to be said of them.

    `ties` are marks by mention: who has one in common is one person by a verdict. Of a name that has no more than the
    surname in common a reviewer is told, and the number stays: a relative's card, or a slip in a short name.
    """
    given = [_chinese(simplified(name)[1:]) for name in {row.name or "" for row in rows}]
    if given and set.intersection(*given):
        return  # Nearly every number: one name, and how clerks misread it.
    groups = _by_person(rows, _signs, ties)
    if not groups:
        return
    holders, *others = groups
    prevails = len(holders) >= LEAST_ROWS and len(holders) > sum(map(len, others))
    if others and not prevails:
        born_so = [group for group in groups if not _of_another_birth(group)]
        if len(born_so) == 1:
            prevails, holders = True, born_so[0]
            others = [group for group in groups if group is not holders]
    for group in others:
        yield _dispute(group, holders, ANOTHERS if prevails else TORN), group
    if not others or prevails:
        named, *surnames = _by_person(holders, _given_signs, ties)
        for group in surnames:
            yield _dispute(group, named, SURNAME), group


def _of_another_birth(group: Sequence[Borne]) -> bool:
    """Whether the rows record birth dates, and none of them the number's: whoever copies a number seldom copies its
    holder's birth date, and an office that reads the date off the number writes the number's."""
    said = [row.as_born for row in group if row.as_born is not None]
    return bool(said) and not any(said)


def _dispute(group: Sequence[Borne], holders: Sequence[Borne], kind: str) -> Dispute:
    stranger, holder = group[0], holders[0]
    return Dispute(stranger.mention_id, stranger.alone_id, holder.mention_id, holder.own_id, kind)


def _by_person(
    rows: Sequence[Borne], signs_of: Callable[[str], set[str]], ties: Mapping[str, set[str]]
) -> list[list[Borne]]:
    """The mentions under names that have a sign in common, or a tie: most first. Names without Chinese characters can
    be anybody's and are left out."""
    by_name: dict[str, list[Borne]] = {}
    for row in rows:
        by_name.setdefault(row.name or "", []).append(row)
    groups: list[tuple[set[str], list[Borne]]] = []
    for name, its in by_name.items():
        form = simplified(name)
        if not _chinese(form):
            continue
        signs = signs_of(form).union(*(ties[row.mention_id] for row in its if row.mention_id in ties))
        alike = [group for group in groups if group[0] & signs]
        groups = [group for group in groups if not group[0] & signs]
        merged = [one for _, held in alike for one in held] + its
        groups.append((signs.union(*(held for held, _ in alike)), sorted(merged, key=attrgetter("mention_id"))))
    return sorted((held for _, held in groups), key=lambda group: (-len(group), group[0].mention_id))


def _signs(name: str) -> set[str]:
    """What names that can be one person's have in common: a sign, or the whole sound."""
    return _chinese(name) | {name_sound(name)}


def _given_signs(name: str) -> set[str]:
    """The same of what stands behind the surname, where one syllable is enough."""
    _, *syllables = name_sound(name).split()
    return _chinese(name[1:]) | {name_sound(name), *syllables}


def _chinese(name: str) -> set[str]:
    return {sign for sign in name if "一" <= sign <= "鿿"}
