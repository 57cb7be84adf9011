"""Committee elections: nominations, and every kind of paper a candidate may or may not have.

Which kind a candidate has goes by turns, so that every kind stands in any city with thirty candidates.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.courts import case_number, list_debtor
from simulation.dice import Dice
from simulation.identity_numbers import one_character_wrong
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

CASES = (
    "rights_deprived",
    "convicted_rights_kept",
    "sealed",
    "rights_for_life",
    "juvenile",
    "quashed",
    "rights_expired",
    "namesake_deprived",
    "missing_id",
    "acquitted",
    "listed_debtor",
    "damaged_id",
    "under_appeal",
    "debtor_removed",
    "namesake_debtor",
)
CANDIDATES_A_COMMITTEE = 9
_CLEAN = ("no_document_found", "no_document_found")
_DOCUMENT = "document_found_confirm"
_EXPECTED: dict[str, tuple[str, str]] = {
    # case: (statute: deprivation of rights in force, policy: criminal punishment or current listing)
    "clean": _CLEAN,
    "rights_deprived": (_DOCUMENT, _DOCUMENT),
    "rights_for_life": (_DOCUMENT, _DOCUMENT),
    "convicted_rights_kept": ("no_document_found", _DOCUMENT),
    "rights_expired": ("no_document_found", _DOCUMENT),
    "listed_debtor": ("no_document_found", _DOCUMENT),
    "sealed": _CLEAN,
    "juvenile": _CLEAN,
    "quashed": _CLEAN,
    "acquitted": _CLEAN,
    "under_appeal": _CLEAN,
    "debtor_removed": _CLEAN,
    "namesake_deprived": _CLEAN,
    "namesake_debtor": _CLEAN,
    "missing_id": ("identity_not_proven",) * 2,
    "damaged_id": ("identity_not_proven",) * 2,
}


def hold_elections(block: Block) -> None:
    """Nominations of each committee in the months around as_of; committees elected at different times before, too."""
    for community in block.communities:
        dice = block.dice("election", community.index)
        at_home = [person for person in block.free(25, 70) if person.home.building.community is community]
        candidates = dice.sample(at_home, CANDIDATES_A_COMMITTEE)
        first = block.timeline.as_of - timedelta(days=75)
        election = block.timeline.as_of + timedelta(days=dice.integer(20, 60))
        for place, candidate in enumerate(candidates):
            block.taken.add(candidate.uid)
            block.candidates.add(candidate.uid)
            turn = community.index * CANDIDATES_A_COMMITTEE + place
            case = CASES[turn // 2 % len(CASES)] if turn % 2 == 0 else "clean"
            nominated = block.timeline.moment(dice, "even", first, block.timeline.end)
            _nominate(block, dice, candidate, community.code, nominated, election, place, case)


def _nominate(
    block: Block, dice: Dice, candidate: Person, community_code: str, on: date, election: date, place: int, case: str
) -> None:
    nomination_no = f"TM{on.year}{block.clerk.serial('nomination'):08d}"
    spoilt: dict[str, object] = {}
    if case == "missing_id":
        spoilt = {"candidate_citizen_id": None}
    elif case == "damaged_id":
        spoilt = {"candidate_citizen_id": one_character_wrong(dice, candidate.number)}
    document_no = _paper(block, dice, candidate, case, on)
    block.clerk.record(
        "nominations",
        on,
        {
            "nomination_no": nomination_no,
            "village_code": community_code,
            "nominated_on": on,
            "election_on": election,
            "position": "chair" if place < 2 else "vice_chair" if place < 4 else "member",
            **spoilt,
        },
        (("candidate", candidate),),
        certain=True,
    )
    block.truth.add("candidates", nomination_no, candidate.uid, community_code, case, *_EXPECTED[case], document_no)


def _paper(block: Block, dice: Dice, candidate: Person, case: str, on: date) -> str | None:
    """The document behind a case; returns its number."""
    if case in ("clean", "missing_id", "damaged_id"):
        return None
    if case in ("listed_debtor", "debtor_removed", "namesake_debtor"):
        debtor = _namesake(block, dice, candidate) if case == "namesake_debtor" else candidate
        listed = on - timedelta(days=dice.integer(200, 600))
        return list_debtor(block, dice, debtor, listed, 120 if case == "debtor_removed" else None, certain=True)
    return _judgment(block, dice, candidate, case, on)


def _namesake(block: Block, dice: Dice, candidate: Person) -> Person:
    """Somebody else of the same name, born another year, who lives elsewhere."""
    other = dice.pick([person for person in block.people if person.uid != candidate.uid])
    birth = date(candidate.birth.year - dice.integer(3, 12), candidate.birth.month, min(28, candidate.birth.day))
    uid = f"p{block.index:04d}{len(block.people):05d}"
    namesake = Person(
        uid=uid,
        name=candidate.name,
        male=candidate.male,
        birth=birth,
        number=block.numbers.draw(dice, birth, candidate.male),
        phone=None,
        home=other.home,
        household=0,
        registered=False,
        in_grid=False,
        need=1.0,
        temper=0.0,
        voice=0.5,
        standing=0.5,
    )
    block.people.append(namesake)
    return namesake


def _judgment(block: Block, dice: Dice, candidate: Person, case: str, on: date) -> str:
    defendant = _namesake(block, dice, candidate) if case == "namesake_deprived" else candidate
    years_ago = dice.integer(2, 5) if case in ("rights_deprived", "rights_for_life", "namesake_deprived") else 6
    judged = on - timedelta(days=365 * years_ago + dice.integer(0, 200))
    offence = judged - timedelta(days=300)
    if case == "juvenile":
        offence = date(candidate.birth.year + 16, 6, 15)
        judged = offence + timedelta(days=250)
    case_no = case_number(block, dice.pick(block.communities).district_code, "刑初", judged.year)
    effective: date | None = judged + timedelta(days=15)
    months: int | None = dice.integer(8, 48)
    status = {"sealed": "sealed", "quashed": "quashed", "acquitted": "acquitted", "under_appeal": "under_appeal"}.get(
        case, "effective"
    )
    values: dict[str, object] = {}
    if case == "under_appeal":
        judged = on - timedelta(days=12)
        offence, effective = judged - timedelta(days=300), None
    if case == "acquitted":
        months = None
    if case in ("rights_deprived", "namesake_deprived"):
        months = 12 * (years_ago + 3)
        values = {
            "rights_deprived_from": effective,
            "rights_deprived_until": on + timedelta(days=dice.integer(400, 900)),
        }
    elif case == "rights_for_life":
        values = {"rights_deprived_from": effective}
    elif case == "rights_expired":
        values = {
            "rights_deprived_from": effective,
            "rights_deprived_until": on - timedelta(days=dice.integer(60, 700)),
        }
    known = max(effective or judged, offence)
    block.clerk.record(
        "criminal_judgments",
        known,
        {
            "case_no": case_no,
            "defendant_no": "1",
            "judged_on": judged,
            "effective_on": effective,
            "status": status,
            "charge": dice.pick(("theft", "fraud", "intentional_injury", "other")),
            "offence_on": offence,
            "prison_months": months,
            **values,
        },
        (("defendant", defendant),),
        certain=True,
    )
    if status == "effective":
        block.note("effective_judgment", defendant, "other", known, case_no)
    return case_no
