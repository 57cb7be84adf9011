"""Near names of which something else agrees: a phone, an address or an officer that few companies share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from models.linking.company_mentions import CompanyMention
from models.linking.company_relations import nearness, parsed

MOST_HOLDERS = 5
"""A phone, an address or an officer behind more names than this is an agent's, a building's or a nominee's: it is no
evidence that two names are one company's."""


class Evidence(NamedTuple):
    """Two mentions with different near names and the level that says what else agrees."""

    one: CompanyMention
    other: CompanyMention
    level: str


def agreeing(mentions: Iterable[CompanyMention], officers: Mapping[str, list[str]]) -> list[Evidence]:
    """Pairs of mentions with near names and one phone, address or officer; of each name the first mention with it.

    Mentions come in the order of their ids; reporters' and victims' words are nobody's evidence and left out.
    `officers` are the officers of a source row.
    """
    sharing: dict[tuple[str, str], dict[str, CompanyMention]] = defaultdict(dict)
    for one in mentions:
        if one.links_only or one.name is None:
            continue
        values = [("phone", one.phone), ("address", one.address)]
        for what, value in (*values, *(("officer", officer) for officer in officers.get(one.source_row_id, ()))):
            if value is not None:
                sharing[what, value].setdefault(one.name, one)
    shared = {key: named for key, named in sharing.items() if 1 < len(named) <= MOST_HOLDERS}
    names = parsed({name for named in shared.values() for name in named})
    made = []
    for (what, _), named in sorted(shared.items()):
        for left, right in combinations(sorted(name for name in named if name in names), 2):
            near = nearness(names[left], names[right])
            if near is not None:
                made.append(Evidence(named[left], named[right], f"{near}_and_{what}"))
    return made
