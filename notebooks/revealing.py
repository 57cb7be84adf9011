"""The one way from a pseudonym to a name: one subject, a stated purpose, written down first, so many a day."""

from __future__ import annotations

import getpass
import os
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from jobs.reader import NightReader
from notebooks.lines import plain
from notebooks.words import PURPOSES
from review.store import AccessRefused, ReviewStore

CITY_CLOCK = ZoneInfo("Asia/Shanghai")

SHOWN = ("name", "number", "phone", "address", "birth_on")
"""Columns of the vault that a person may see; anything else that linking keeps there stays there."""

_NUMBERS = {"person": "citizen_id", "company": "credit_code"}


def reveal(entity_id: str, purpose: str, note: str = "", as_of: date | None = None) -> pd.DataFrame:
    """What the vault holds of one person or company: attribute, value, records, last_known_on. What linking alone needs
    (`context`: homes owned, companies, offices) is left out.

    `purpose` is a key of `words.PURPOSES`; `note` adds a case number or the like. The look is in the access log, under
    the account that runs the kernel, before anything is shown. Do not save a notebook with the answer in it.

    Raises ValueError for an unknown purpose, and AccessRefused (the attempt is logged) past the day's number, for an
    entity that stands on none of the night's lists and in none of its doubts about who is who, or while pages are being
    made: no page carries a name.
    """
    reader = _logged(entity_id, purpose, note, as_of)
    if not _listed(reader, entity_id) and not _doubted(reader, entity_id):
        raise AccessRefused(
            f"{entity_id} stands on none of the lists of {reader.as_of} and in no doubt: names are read for such work"
        )
    return _told(reader.table("linked.identities", {"entity_id": [entity_id]}))


def _told(mentions: pd.DataFrame) -> pd.DataFrame:
    """What an entity's mentions in the vault say of it, each value once."""
    mentions = mentions.assign(
        # A company's row may hold its owner's birth date.
        birth_on=mentions["birth_on"].where(mentions["kind"] == "person").map(str, na_action="ignore"),
    )
    said = mentions.melt(["source_row_id", "known_on", "kind"], [*SHOWN], "attribute").dropna(subset="value")
    said["attribute"] = said["attribute"].where(said["attribute"] != "number", said["kind"].map(_NUMBERS))
    by_value = said.groupby(["attribute", "value"], sort=True)
    return by_value.agg(records=("source_row_id", "nunique"), last_known_on=("known_on", "max")).reset_index()


def find_file(citation: str, purpose: str, note: str = "", as_of: date | None = None) -> str:
    """Where a cited file lies under landing/, and the row where one is cited: `<path>` or `<path>, row 12`.

    `citation` is as evidence and pages have it: `courts/civil_cases/2026-02-28, file 1#12`. A file may be named after
    somebody, so purpose, note, the log and the day's number are those of `reveal`. Raises ValueError for an unknown
    purpose and, after the look was logged, for a file that the night did not know.
    """
    place, _, row = citation.strip().partition("#")
    reader = _logged(place, purpose, note, as_of)
    found = reader.table("quarantine.delivered_files", {"source_place": [place]})["source_file"]
    if found.empty:
        raise ValueError(f"no file {place!r} was known to the night of {reader.as_of}")
    return f"{found.iloc[0]}, row {row}" if row else str(found.iloc[0])


def read_sentences(citation: str, purpose: str, note: str = "", as_of: date | None = None) -> pd.DataFrame:
    """What a court wrote behind each fact that was read from a document: citation, fact, value, sentence.

    `citation` is a row of a civil case or of a document, as evidence has it: `courts/judgment_texts/2026-02-28, file
    1#12`; of a case every document is shown. Sentences name people, so purpose, note, the log and the day's number are
    those of `reveal`. Empty where no document of the case was read. Raises ValueError for an unknown purpose, for a
    citation without a row and for a document that was delivered anew since the night was made, and AccessRefused (the
    attempt is logged) for a row that no evidence about anybody on the night's lists cites.
    """
    place, _, row = citation.strip().partition("#")
    if not row.isdecimal():
        raise ValueError("cite a row, as evidence does: `courts/civil_cases/2026-02-28, file 1#12`")
    reader = _logged(citation.strip(), purpose, note, as_of)
    evidence = reader.table("features.evidence_items")
    citing = evidence.loc[evidence["citations"].map(lambda cited: citation.strip() in cited), "subject_id"]
    if not any(_listed(reader, subject) for subject in citing.unique()):
        raise AccessRefused(f"no evidence about anybody on the lists of {reader.as_of} cites {citation.strip()}")
    facts = _documents(reader, place, int(row))
    texts = reader.table("bronze.judgment_texts", {"source_row_id": list(facts["source_row_id"])})
    read = facts.merge(texts[[*_ROW, "document_text"]], on=_ROW)
    if len(read) < len(facts):
        raise ValueError(f"a document was delivered anew since the night of {reader.as_of} was made: make it again")
    told = [
        (f"{document['source_place']}#{document['source_row']}", at["fact"], document[at["fact"]], _cut(document, at))
        for document in plain(read)
        for at in document["sentences"]
    ]
    return pd.DataFrame(told, columns=["citation", "fact", "value", "sentence"])


def _cut(document: dict[str, Any], at: dict[str, Any]) -> str:
    return str(document["document_text"][at["first_character"] : at["end_character"]])


def _documents(reader: NightReader, place: str, row: int) -> pd.DataFrame:
    """Facts of the document in a row, or of every document of the civil case in it."""
    cited = reader.table("features.judgment_facts", {"source_place": [place]})
    cited = cited[cited["source_row"] == row]
    if len(cited):
        return cited
    cases = reader.table("bronze.civil_cases", {"source_place": [place]})
    found = reader.table("features.judgment_facts", {"case_no": list(cases.loc[cases["source_row"] == row, "case_no"])})
    return found.sort_values("source_row_id")


def _logged(subject: str, purpose: str, note: str, as_of: date | None) -> NightReader:
    """The night, once a look at a subject is in the access log."""
    if purpose not in PURPOSES:
        raise ValueError(f"state the purpose: one of {', '.join(PURPOSES)}")
    reader = NightReader.open(os.environ, as_of)
    if "MINGJING_PAGES" in os.environ:
        raise AccessRefused("a published page carries no name: names are read in a notebook that a person runs")
    stated = f"{purpose}: {note.strip()}" if note.strip() else purpose
    ReviewStore(reader.settings.review_url).log_access(getpass.getuser(), subject, stated, _today())
    return reader


def _listed(reader: NightReader, entity_id: str) -> bool:
    """Whether the entity is a lender or company on a list, a candidate, or a party to a listed dispute."""
    for table, column in _SUBJECTS:
        if len(reader.table(table, {column: [entity_id]})):
            return True
    rows = reader.table("linked.crosswalks", {"entity_id": [entity_id]})["source_row_id"]
    disputes = reader.table("linked.disputes", {"source_row_id": list(rows)})["dispute_id"]
    return bool(len(reader.table("lists.disputes", {"subject_id": list(disputes)})))


def _doubted(reader: NightReader, entity_id: str) -> bool:
    """Whether a person has to say who the entity is."""
    return any(entity_id in concerned for concerned in reader.table("linked.review_items")["entity_ids"])


_ROW = ["source_row_id", "source_place", "source_row"]
_SUBJECTS = (
    ("lists.lenders", "subject_id"),
    ("lists.companies", "subject_id"),
    ("lists.candidate_checks", "entity_id"),
)


def _today() -> date:
    # The day of a look is not the night's: an access log that believed what it is told would limit nobody.
    return datetime.now(CITY_CLOCK).date()
