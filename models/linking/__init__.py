"""Who is who: mentions of persons and companies in departments' rows, linked to stable pseudonymous entities.

A valid number first, then links between mentions, each with a probability and words that say why, never a name alone;
resolution makes entities of them, with guards, reviewers' verdicts and yesterday's ids. What a row says of its reporter
or victim links that row and goes no further.
"""

from models.linking.anothers_numbers import doubts_of, number_borne, numbers_in_question, owned
from models.linking.comparing import Compare, Comparison, Disturbed, Earlier
from models.linking.crosswalks import crosswalks, entities, placed, review_items
from models.linking.disputes import disputes
from models.linking.linkage import Linked, Registry, link
from models.linking.mentions import MentionColumns, mentions, mentions_of_rows
from models.linking.names_of_numbers import Dispute
from models.linking.normal_forms import normal_table, normalised
from models.linking.schemas import Compared
from models.linking.vault import as_registered, identities, said_of, with_ids
from models.linking.verdicts import Verdict

__all__ = [
    "Compare",
    "Compared",
    "Comparison",
    "Dispute",
    "Disturbed",
    "Earlier",
    "Linked",
    "MentionColumns",
    "Registry",
    "Verdict",
    "as_registered",
    "crosswalks",
    "disputes",
    "doubts_of",
    "entities",
    "identities",
    "link",
    "mentions",
    "mentions_of_rows",
    "normal_table",
    "normalised",
    "number_borne",
    "numbers_in_question",
    "owned",
    "placed",
    "review_items",
    "said_of",
    "with_ids",
]
