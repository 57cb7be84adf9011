"""Links between mentions of companies: old numbers, names as they are written, near names with something else.

A valid credit code needs no link: the resolution joins its mentions by the code. No link joins two different codes,
save where one registration number stands beside both, which a person has to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from models.linking import company_relations as relations
from models.linking.company_evidence import Evidence, agreeing
from models.linking.company_levels import COMPANY_LEVELS
from models.linking.company_mentions import CompanyMention, company_mentions, officers
from models.linking.schemas import EDGES

FORMER_NAMES = pa.schema({"source_row_id": pa.string(), "name": pa.string()})
"""A further name that a row of the register of changes gives its company, in normal form."""


def company_edges(
    normal: pa.Table, former_names: pa.Table | None = None, touching: Collection[str] | None = None
) -> pa.Table:
    """Links between mentions of companies (`schemas.EDGES`), sorted by their ends: a function of the set of rows alone.

    `normal` holds normalised mentions (`NORMAL_DDL`) of companies, and of the persons in the same rows where officers
    shall count. `former_names` are rows of `FORMER_NAMES`. `touching` keeps the links with an end among the given
    mentions; every mention has to be handed over all the same, because whether a name is one company's depends on all.
    `COMPANY_LEVELS` holds the words of each level.

    The mentions of a group are linked to one of them, the one whose company is known where there is one, and not pair
    by pair. Reporters and victims (`links_only`) are linked to others, and no link between others rests on them.
    """
    mentions = company_mentions(normal)
    held = _Links({one.mention_id: one.own_id for one in mentions if one.own_id is not None})
    held.by_number(mentions, "registration_no")
    held.by_number(mentions, "organisation_code")
    former = _former(former_names)
    bearers = {
        name: held.by_name(group, former.get(name, frozenset()))
        for name, group in sorted(_bearing(mentions, former).items())
    }
    held.by_relations({name: bearer for name, bearer in bearers.items() if bearer is not None})
    held.by_evidence(agreeing(mentions, officers(normal)))
    return held.table(touching)


def _former(former_names: pa.Table | None) -> dict[str, frozenset[str]]:
    """Rows of the register of changes by the further name they give."""
    made: dict[str, set[str]] = defaultdict(set)
    for row in () if former_names is None else former_names.to_pylist():
        made[row["name"]].add(row["source_row_id"])
    return {name: frozenset(rows) for name, rows in made.items()}


def _bearing(
    mentions: Iterable[CompanyMention], former: Mapping[str, frozenset[str]]
) -> dict[str, list[CompanyMention]]:
    """The mentions of every name, in the order of their ids, each once."""
    by_row: dict[str, list[str]] = defaultdict(list)
    for name, rows in former.items():
        for row in rows:
            by_row[row].append(name)
    made: dict[str, list[CompanyMention]] = defaultdict(list)
    for one in mentions:
        for name in {one.name, *by_row.get(one.source_row_id, ())} - {None}:
            made[name].append(one)
    return made


@dataclass
class _Links:
    """What is known so far: `company`, the id behind a mention's code or number by mention id, and the links made, of
    two mentions the surest one only."""

    company: dict[str, str]
    made: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, one: CompanyMention, other: CompanyMention, level: str) -> None:
        """Link two mentions; a mention needs no link with itself or with its own company's."""
        if one.mention_id == other.mention_id or (one.own_id is not None and one.own_id == other.own_id):
            return
        pair = (min(one.mention_id, other.mention_id), max(one.mention_id, other.mention_id))
        held = self.made.get(pair)
        if held is None or COMPANY_LEVELS[held].probability < COMPANY_LEVELS[level].probability:
            self.made[pair] = level

    def table(self, touching: Collection[str] | None) -> pa.Table:
        """The links as `EDGES`."""
        wanted = None if touching is None else frozenset(touching)
        pairs = [pair for pair in sorted(self.made) if wanted is None or not wanted.isdisjoint(pair)]
        levels = [self.made[pair] for pair in pairs]
        left, right = ([pair[end] for pair in pairs] for end in (0, 1))
        return pa.table([left, right, [COMPANY_LEVELS[level].probability for level in levels], levels], schema=EDGES)

    def companies(self, group: Iterable[CompanyMention]) -> set[str]:
        """The companies known behind the mentions that are no reporter's or victim's."""
        return {self.company[one.mention_id] for one in group if not one.links_only and one.mention_id in self.company}

    def hub(self, group: Iterable[CompanyMention]) -> CompanyMention | None:
        """The mention to which a group is linked: the first with a code, with a known company, at all; null of none."""
        speaking = [one for one in group if not one.links_only]
        return min(
            speaking,
            key=lambda one: (one.own_id is None, one.mention_id not in self.company, one.mention_id),
            default=None,
        )

    def by_number(self, mentions: Iterable[CompanyMention], column: str) -> None:
        """Link mentions with one registration number, or one organisation code, as long as one company has it.

        Where two do, only the two are linked with each other: that is for a person to decide.
        """
        groups: dict[str, list[CompanyMention]] = defaultdict(list)
        for one in mentions:
            number = getattr(one, column)
            if number is not None:
                groups[number].append(one)
        for group in groups.values():
            hub, ids = self.hub(group), self.companies(group)
            if hub is None:
                continue
            if len(ids) > 1:
                speaking = [one for one in reversed(group) if not one.links_only]
                for one in {one.own_id: one for one in speaking if one.own_id in ids}.values():
                    self.add(hub, one, column)
                continue
            for one in group:
                self.add(hub, one, column)
            self._known(group, ids)

    def by_name(self, group: list[CompanyMention], former: frozenset[str]) -> _Bearer | None:
        """Link the mentions of one name; the name's bearer, null where two companies have it or no row speaks of it.

        `former` are the rows to which it is a former name. Of a name that several companies bear, a mention is linked
        to the one with its phone, else the one at its address.
        """
        ids = self.companies(group)
        hub = self.hub(group)
        if hub is None:
            return None
        if len(ids) > 1:
            self._by_name_and_more([one for one in group if one.mention_id not in self.company], group)
            return None
        for one in group:
            if one.mention_id not in self.company:
                passed = one.source_row_id in former or hub.source_row_id in former
                self.add(hub, one, "former_name" if passed else "company_name" if ids else "name_only")
        self._known(group, ids)
        return _Bearer(hub, next(iter(ids), None))

    def _by_name_and_more(self, unknown: list[CompanyMention], group: list[CompanyMention]) -> None:
        sharing: dict[tuple[str, str], list[CompanyMention]] = defaultdict(list)
        for one in group:
            for what in ("phone", "address"):
                if one.mention_id in self.company and getattr(one, what) is not None:
                    sharing[what, getattr(one, what)].append(one)
        for one in unknown:
            for what in ("phone", "address"):
                known = sharing.get((what, getattr(one, what)), [])
                hub = self.hub(known)
                if hub is not None and len(self.companies(known)) == 1:
                    self.add(hub, one, f"company_name_and_{what}")
                    break

    def _known(self, group: Iterable[CompanyMention], ids: set[str]) -> None:
        """Write down the company that a group was found to be, for the steps that follow."""
        for company in ids:
            self.company |= {one.mention_id: company for one in group if not one.links_only}

    def by_relations(self, bearers: Mapping[str, _Bearer]) -> None:
        """Link the bearers of names that differ no more than two names of one company do."""
        names = relations.parsed(bearers)
        for level, related in (
            ("same_but_for_form", relations.same_but_for_form),
            ("same_but_for_trade_word", relations.same_but_for_trade_word),
            ("same_but_for_place", relations.same_but_for_place),
            ("homophone", relations.homophones),
        ):
            for group in related(names):
                self._relate([bearers[name] for name in group], level)

    def _relate(self, group: list[_Bearer], level: str) -> None:
        if len({one.company for one in group if one.company is not None}) < 2:
            hub = min(group, key=lambda one: (one.company is None, one.mention.mention_id))
            for one in group:
                if one.company is None or one is hub:
                    self.add(hub.mention, one.mention, level)

    def by_evidence(self, found: Iterable[Evidence]) -> None:
        """Link mentions of near names of which something else agrees, where it points at one company only."""
        pointing: dict[str, list[tuple[CompanyMention, str]]] = defaultdict(list)
        for evidence in found:
            one, other = evidence.one, evidence.other
            if one.mention_id in self.company and other.mention_id in self.company:
                continue
            if other.mention_id in self.company:
                one, other = other, one
            pointing[other.mention_id].append((one, evidence.level))
            if one.mention_id not in self.company:
                self.add(one, other, evidence.level)
        by_id = {one.mention_id: one for evidence in found for one in (evidence.one, evidence.other)}
        for mention_id, known in pointing.items():
            coded = [(one, level) for one, level in known if one.mention_id in self.company]
            if len({self.company[one.mention_id] for one, _ in coded}) == 1:
                for one, level in coded:
                    self.add(one, by_id[mention_id], level)


@dataclass(frozen=True)
class _Bearer:
    """Who has a name: the mention to which the others of the name are linked, and the company behind it if known."""

    mention: CompanyMention
    company: str | None
