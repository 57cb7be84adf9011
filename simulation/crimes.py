"""Criminal cases: opened by the police, judged one to three years later, and the label each leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Party
from simulation.courts import case_number
from simulation.dice import Dice
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block


def open_case(block: Block, dice: Dice, suspects: Sequence[tuple[Party, str]], on: date) -> str:
    """A criminal case is opened against suspects, each with a charge; returns its number."""
    case_no = f"厦公立字〔{on.year}〕{block.clerk.serial('opened'):09d}号"
    for number, (suspect, charge) in enumerate(suspects, start=1):
        block.clerk.record(
            "opened_cases",
            on,
            {"case_no": case_no, "suspect_no": f"{number}", "charge": charge, "opened_on": on},
            (("suspect", suspect),),
        )
        block.note("opened_case", suspect, charge, on, case_no)
    return case_no


def judge(
    block: Block,
    dice: Dice,
    defendants: Sequence[tuple[Person, str]],
    judged: date,
    offence: date,
    months: tuple[int, int],
    effective: date | None = None,
) -> str:
    """A judgment that takes effect after the time for appeal, unless told when; returns the case number.

    Candidates for committees are left out: what papers they have is settled in `elections`.
    """
    district = dice.pick(block.communities).district_code
    case_no = case_number(block, district, "刑初", judged.year)
    effective = effective or judged + timedelta(days=dice.integer(11, 120))
    standing_trial = [entry for entry in defendants if entry[0].uid not in block.candidates]
    for number, (defendant, charge) in enumerate(standing_trial, start=1):
        prison = dice.integer(*months)
        values = {
            "case_no": case_no,
            "defendant_no": f"{number}",
            "charge": charge,
            "judged_on": judged,
            "effective_on": effective,
            "status": "effective",
            "offence_on": offence,
            "prison_months": prison,
        }
        if prison >= 120 and dice.chance(0.5):
            released = effective + timedelta(days=int(prison * 30.4))
            values |= {
                "rights_deprived_from": effective,
                "rights_deprived_until": released + timedelta(days=365 * dice.integer(1, 3)),
            }
        block.clerk.record("criminal_judgments", effective, values, (("defendant", defendant),))
        block.note("effective_judgment", defendant, charge, effective, case_no)
    return case_no


def bank_extract(block: Block, dice: Dice, case_no: str, opened: date, suspects: Iterable[Person]) -> None:
    """The bank's extract for an opened case: what the accounts of the suspects, and of companies that stood in their
    name, paid out as loans, and what came back until the day of the extract.

    Behind a paper in their name the bank finds the account that paid it.
    """
    delivered = opened + timedelta(days=dice.integer(15, 60))
    accounts = _accounts(block, suspects)

    def flow(on: date, hour: int, amount: int, channel: str, payer: Party | None, payee: Party | None) -> None:
        if on >= delivered:
            return
        block.clerk.record(
            "fund_flows",
            delivered,
            {
                "flow_no": f"LS{on:%Y%m%d}{block.clerk.serial('flow'):09d}",
                "case_no": case_no,
                "paid_on": on,
                "paid_hour": hour,
                "amount_fen": amount,
                "channel": channel,
            },
            (("payer", payer), ("payee", payee)),
        )

    for loan in block.loans:
        if loan.lender.uid not in accounts or loan.lent_on >= delivered:
            continue
        loan.traces.add("flow")
        hour, account = dice.integer(8, 17), loan.account or loan.lender
        if loan.in_cash:
            flow(loan.lent_on, hour, loan.delivered_fen, "cash_withdrawal", account, None)
            continue
        flow(loan.lent_on, hour, loan.paid_out_fen, "transfer", account, loan.borrower)
        back = loan.paid_out_fen - loan.delivered_fen
        if back:
            on = loan.lent_on + timedelta(days=dice.pick((0, 0, 0, 1, 2)))
            if dice.chance(0.5):
                flow(on, min(23, hour + dice.integer(0, 5)), back, "cash_withdrawal", loan.borrower, None)
            else:
                flow(on, min(23, hour + dice.integer(0, 5)), back, "transfer", loan.borrower, account)
        if dice.chance(0.5):
            flow(loan.due, dice.integer(8, 20), max(100, loan.face_fen // 2), "transfer", loan.borrower, account)


def _accounts(block: Block, suspects: Iterable[Person]) -> set[str]:
    """Whose accounts a bank is asked about: the suspects', and those of companies they own, run or held a share of."""
    named = {suspect.uid for suspect in suspects}
    run = {
        company.uid
        for company in block.companies
        if not named.isdisjoint({company.owner.uid, *(entry[0].uid for entry in (*company.officers, *company.holders))})
    }
    return named | run
