"""Loans, and what lenders and borrowers do about them: deeds, mortgages, suits, enforcement, pressure.

Every lender, lawful or not, acts through these; they differ only in what they choose to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import texts
from simulation.companies import Party
from simulation.courts import Suit, enforce, file_suit
from simulation.dice import Dice
from simulation.homes import home_of, sell_under_power
from simulation.people import Person
from simulation.powers import give_power

if TYPE_CHECKING:
    from simulation.blocks import Block


@dataclass(slots=True, eq=False)
class Loan:
    """One loan as it truly was. `lender` is who stands on the paper; of what was paid out only `delivered_fen` stayed
    with the borrower. `account` is whose money it was, where not the lender's. `steps` are the trap-loan steps used on
    it, `traces` the kinds of record it left."""

    uid: str
    lender_kind: str
    agent: str
    lender: Party
    borrower: Person
    lent_on: date
    due_on: date | None
    face_fen: int
    delivered_fen: int
    annual_percent: float
    paper_percent: float | None
    in_cash: bool
    paid_out_fen: int
    previous: Loan | None = None
    power_no: str | None = None
    account: Party | None = None
    steps: set[int] = field(default_factory=set)
    traces: set[str] = field(default_factory=set)

    @property
    def due(self) -> date:
        """When it is to be paid back; a loan without a term is called after half a year."""
        return self.due_on or self.lent_on + timedelta(days=180)


def lend(
    block: Block,
    lender_kind: str,
    agent: str,
    lender: Party,
    borrower: Person,
    on: date,
    days: int | None,
    face_yuan: float,
    *,
    annual_percent: float,
    paper_percent: float | None,
    delivered_share: float = 1.0,
    in_cash: bool = False,
    money_goes_round: bool = False,
    previous: Loan | None = None,
) -> Loan:
    """A loan is made; amounts are rounded to whole yuan.

    Where money goes round the whole face is paid out and what the borrower is not to keep taken back; else only what
    he keeps is paid.
    """
    face = max(100, round(face_yuan)) * 100
    delivered = round(face * delivered_share / 100) * 100
    loan = Loan(
        uid=f"l{block.index:04d}{len(block.loans):06d}",
        lender_kind=lender_kind,
        agent=agent,
        lender=lender,
        borrower=borrower,
        lent_on=on,
        due_on=None if days is None else on + timedelta(days=days),
        face_fen=face,
        delivered_fen=delivered,
        annual_percent=round(annual_percent, 2),
        paper_percent=None if paper_percent is None else round(paper_percent, 2),
        in_cash=in_cash,
        paid_out_fen=face if money_goes_round else delivered,
        previous=previous,
    )
    block.loans.append(loan)
    return loan


def trace(block: Block, loan: Loan, kind: str, on: date) -> None:
    """The loan leaves a record, unless it falls outside the simulated years."""
    if on <= block.timeline.end:
        loan.traces.add(kind)


def notarise(block: Block, dice: Dice, loan: Loan, on: date, kind: str) -> str:
    """A deed about the loan; returns its number."""
    trace(block, loan, "deed", on)
    return enter_deed(block, dice, kind, on, loan.lender, loan.borrower, loan.face_fen, loan.paper_percent, loan.due_on)


def take_power(block: Block, dice: Dice, loan: Loan, on: date) -> None:
    """The borrower lets the lender sell their home."""
    trace(block, loan, "deed", on)
    loan.power_no = give_power(block, dice, "power_to_sell_home", on, loan.borrower, loan.lender)


def sell_home(block: Block, loan: Loan, on: date) -> bool:
    """Whoever holds the borrower's power sells the home; false when there is no power, or the home is gone."""
    if loan.power_no is None:
        return False
    return sell_under_power(block, home_of(block, loan.borrower), on, loan.lender, loan.power_no)


def enter_deed(
    block: Block,
    dice: Dice,
    kind: str,
    on: date,
    creditor: Party,
    debtor: Party,
    amount_fen: int,
    percent: float | None,
    due_on: date | None,
) -> str:
    """A notary's deed about a debt. Returns its number."""
    deed_no = f"（{on.year}）厦证{dice.pick(('内', '民', '执'))}字第{block.clerk.serial('deed')}号"
    values = {
        "deed_no": deed_no,
        "deed_kind": kind,
        "notarised_on": on,
        "amount_fen": amount_fen,
        "agreed_rate_percent": percent,
        "due_on": due_on,
    }
    notary = dice.pick(block.institutions.notaries)
    block.clerk.record("notarised_debts", on, values, (("creditor", creditor), ("debtor", debtor), ("notary", notary)))
    return deed_no


def mortgage(block: Block, dice: Dice, mortgagee: Party, mortgagor: Party, on: date, secured_fen: int) -> None:
    """A home is mortgaged; the department matches the home's address code most times."""
    building = mortgagor.address.building
    if isinstance(mortgagor, Person):
        house = home_of(block, mortgagor)
        house.since = min(house.since, on - timedelta(days=1))
    block.clerk.record(
        "mortgages",
        on,
        {
            "registration_no": f"闽（{on.year}）厦门市不动产证明第{block.clerk.serial('mortgage'):09d}号",
            "registered_on": on,
            "secured_fen": secured_fen,
            "address_code": building.code if dice.chance(0.9) else None,
        },
        (("mortgagee", mortgagee), ("mortgagor", mortgagor)),
    )


def mortgage_for(block: Block, dice: Dice, loan: Loan, on: date) -> None:
    """The borrower's home secures a loan."""
    trace(block, loan, "mortgage", on)
    mortgage(block, dice, loan.lender, loan.borrower, on, loan.face_fen)


def sue_for(
    block: Block,
    dice: Dice,
    loan: Loan,
    on: date,
    *,
    plaintiff: Party | None = None,
    agent: Person | None = None,
    guarantor: Party | None = None,
    witness: Person | None = None,
    served: bool = True,
    claim_more: float = 1.0,
    outcome: str | None = None,
    district: str | None = None,
) -> Suit:
    """The creditor sues. A borrower who was never served cannot answer; one who answers may show what arrived."""
    trace(block, loan, "suit", on)
    answers = served and dice.chance(0.25 + 0.5 * loan.borrower.standing)
    shown = answers and dice.chance(0.5) and not loan.in_cash
    return file_suit(
        block,
        dice,
        cause="private_lending",
        on=on,
        plaintiff=plaintiff or loan.lender,
        defendants=[loan.borrower],
        agent=agent,
        guarantor=guarantor,
        witness=witness,
        contested=answers,
        principal_fen=round(loan.face_fen * claim_more / 100) * 100,
        delivered_fen=loan.delivered_fen if shown else None,
        rate_percent=loan.paper_percent,
        lent_on=loan.lent_on,
        due_on=loan.due_on,
        outcome=outcome,
        district=district,
    )


def enforce_deed(block: Block, dice: Dice, loan: Loan, deed_no: str, on: date) -> None:
    """Enforcement straight from a notarised debt, without a suit."""
    trace(block, loan, "enforcement", on)
    enforce(block, dice, "notarised_debt", deed_no, on, loan.lender, loan.borrower, loan.face_fen)


def press(block: Block, dice: Dice, loan: Loan, collector: Party, on: date, harshness: float) -> bool:
    """The lender's people press the borrower, who may report it; returns whether a report was made.

    Who reports, and where, is the borrower's affair: a loud voice calls, a frightened one does not.
    """
    willing = 0.15 + 0.55 * loan.borrower.voice * harshness
    if on > block.timeline.end or on < block.timeline.start or not dice.chance(willing):
        return False
    trace(block, loan, "report", on)
    grid = loan.borrower.home.building.grid_code
    named = collector if dice.chance(0.8) else None
    story = texts.collection(dice, harshness, loan.face_fen)
    draw = dice.random()
    if draw < 0.4:
        block.clerk.record(
            "hotline_tickets",
            on,
            {
                "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                "received_on": on,
                "category": "debt_collection" if dice.chance(0.8) else "other",
                "narrative": story,
                "grid_code": grid,
            },
            (("caller", loan.borrower if dice.chance(0.85) else None), ("respondent", named)),
        )
    elif draw < 0.8:
        block.clerk.record(
            "police_incidents",
            on,
            {
                "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                "occurred_on": on,
                "category": "harassment" if dice.chance(0.65) else "dispute",
                "narrative": story,
                "grid_code": grid,
                "injury": "minor" if harshness > 0.8 and dice.chance(0.05) else "none",
                "threat": dice.chance(0.2 + 0.4 * harshness),
                "weapon": dice.chance(0.03 * harshness),
            },
            (("reporter", loan.borrower), ("respondent", named)),
        )
    else:
        block.clerk.record(
            "grid_incidents",
            on,
            {
                "incident_no": f"WG{on:%Y%m%d}{block.clerk.serial('grid'):09d}",
                "occurred_on": on,
                "category": "debt",
                "narrative": story,
                "threat": dice.chance(0.3 * harshness),
                "grid_code": grid,
            },
            (("reporter", loan.borrower if dice.chance(0.7) else None), ("respondent", named)),
        )
    return True


def fails_to_pay(dice: Dice, loan: Loan) -> bool:
    """Whether the borrower cannot pay when the loan is due: need, price and a short term make it likelier."""
    months = max(0.3, (loan.due - loan.lent_on).days / 30)
    strain = 0.08 * loan.borrower.need + 0.0022 * loan.annual_percent + 0.06 / months
    return dice.chance(min(0.95, strain))
