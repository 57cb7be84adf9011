"""Who is who: mentions of persons and companies in departments' rows, linked to stable pseudonymous entities.

Deterministic levels, each of which says in words why it linked: a valid number first, then a name together with a phone
or a birth date, never a name alone. What a row says of its reporter or victim links that row and goes no further.
"""

from models.linking.companies import link_companies
from models.linking.crosswalks import crosswalks, entities, identities
from models.linking.disputes import disputes
from models.linking.mentions import MentionColumns, mentions
from models.linking.normal_forms import normalised
from models.linking.persons import link_persons

__all__ = [
    "MentionColumns",
    "crosswalks",
    "disputes",
    "entities",
    "identities",
    "link_companies",
    "link_persons",
    "mentions",
    "normalised",
]
