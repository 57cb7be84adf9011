"""The frozen parameters of person linkage: what training leaves and a night reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from models.linking.person_comparisons import Chance, comparisons_text
from models.linking.person_pairs import pairs_text
from models.linking.person_records import MOST_HOLDERS

PERSON_LINKAGE = "person_linkage"
"""Name of the registered model that decides which mentions are of one person."""


class UnfitLinkage(Exception):
    """A linkage model that must not be used; the message says why."""


@dataclass(frozen=True)
class PersonLinkage:
    """A trained comparison of person records.

    `chances` holds m and u of each level, `probability` is that two random records are of one person. `names` is the
    share of people who bear a name, by the name's keyed pseudonym and for names of several people only; `rare_name` is
    the share of any other name. A link needs `threshold`. `source` names whose extracts were learnt from,
    `trained_until` the night before which they were known, `comparisons` the digest of the conditions compared by.
    """

    chances: Mapping[str, Chance]
    probability: float
    names: Mapping[str, float]
    rare_name: float
    threshold: float
    source: str
    trained_until: date
    comparisons: str

    def to_json(self) -> str:
        """One object, keys sorted; the same model is the same text."""
        held = {**asdict(self), "trained_until": self.trained_until.isoformat()}
        return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> PersonLinkage:
        """Read `to_json` back; raises UnfitLinkage where records are compared by other conditions today, and KeyError
        or ValueError where the text is none of ours."""
        held = json.loads(text)
        chances = {level: Chance(**chance) for level, chance in held.pop("chances").items()}
        made = cls(**{**held, "chances": chances, "trained_until": date.fromisoformat(held["trained_until"])})
        if made.comparisons != fingerprint():
            raise UnfitLinkage("the linkage model was trained on comparisons that are declared otherwise today")
        return made


def fingerprint() -> str:
    """Digest of what records are compared by and a model does not hold: the comparisons and what a link needs, which
    records meet, and how many may share a value. A model belongs to what it was trained on."""
    texts = (comparisons_text(), pairs_text(), repr(sorted(MOST_HOLDERS.items())))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
