"""A whole city: lay it out, let every block live, hand over what departments learn, keep the truth apart."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from simulation.blocks import Block, Institutions
from simulation.business import trade
from simulation.changes import plan_changes
from simulation.companies import open_shops
from simulation.daily import live
from simulation.damage import department_shares
from simulation.deliveries import SOURCE, Clerk, Landing
from simulation.departments import HABITS
from simulation.dice import Streams
from simulation.disputes import best_auc, quarrel
from simulation.elections import hold_elections
from simulation.fundraising import go_wrong, raise_honestly, raise_illegally
from simulation.home_market import trade_homes
from simulation.identity_numbers import CitizenIds
from simulation.institutions import do_business, found_institutions, staff_needed
from simulation.look_alikes import act
from simulation.overdue_answers import count_overdue_answers
from simulation.oversight import keep_order
from simulation.people import settle
from simulation.places import Building, Community, buildings, lay_out
from simulation.plans import BlockPlan, cast_agents, cut
from simulation.private_lenders import borrow_and_lend
from simulation.registers import write_registers
from simulation.rings.life import run_ring
from simulation.timeline import Timeline, timeline
from simulation.truth import Truth, joined

COMPANIES_PER_PERSON = 0.12
LEAST_PEOPLE = 1_000


@dataclass(frozen=True)
class Summary:
    """What was written. `best_auc` is the expected AUC of the true hazard of violence; None without disputes."""

    people: int
    companies: int
    records: int
    files: int
    bytes: int
    rings: int
    look_alikes: int
    fundraisers: int
    disputes: int
    best_auc: float | None
    first_delivery: date
    last_delivery: date

    def __str__(self) -> str:
        return (
            f"a city of {self.people:,} people and {self.companies:,} companies: {self.records:,} records in "
            f"{self.files:,} files ({self.bytes / 1e6:.1f} MB), delivered from {self.first_delivery} to "
            f"{self.last_delivery}; hidden in it {self.rings} rings, {self.look_alikes} look-alikes, "
            f"{self.fundraisers} fundraisers and {self.disputes} disputes"
        )


@dataclass
class _Totals:
    companies: int = 0
    rings: int = 0
    disputes: int = 0
    look_alikes: int = 0


@dataclass(frozen=True)
class _City:
    """What every block shares."""

    people: int
    hardness: float
    line: Timeline
    streams: Streams
    landing: Landing
    truth: Truth
    institutions: Institutions

    def block(self, index: int, communities: list[Community], people: int) -> Block:
        """A block with its buildings and people, before anybody has done anything."""
        dice = self.streams.dice("settle", index)
        block = Block(
            index=index,
            communities=communities,
            standing=[],
            people=[],
            companies=[],
            institutions=self.institutions,
            timeline=self.line,
            streams=self.streams,
            clerk=Clerk(self.landing, self.line, self.streams, index, people, self.hardness),
            truth=self.truth,
            hardness=self.hardness,
            numbers=CitizenIds(index),
        )
        for community in communities:
            standing = self.buildings(community)
            block.standing += standing
            prefix, first = f"p{index:04d}", len(block.people)
            block.people += settle(dice, block.numbers, prefix, community.people, standing, self.line.as_of, first)
        return block

    def buildings(self, community: Community) -> list[Building]:
        return buildings(community, self.streams.dice("buildings", community.index))


def simulate(
    landing: Path,
    truth: Path,
    *,
    people: int = 20_000,
    seed: int = 7,
    as_of: date,
    hardness: float = 1.0,
    nights: int = 14,
    progress: Callable[[str], None],
) -> Summary:
    """Write a synthetic city: deliveries under `landing`, the hidden truth under `truth`.

    The same options give the same bytes. Both folders appear at the end, whole, or not at all. Raises
    FileExistsError when either already holds something, and ValueError for options that make no city.
    """
    if people < LEAST_PEOPLE:
        raise ValueError(f"a city needs at least {LEAST_PEOPLE} people, got {people}")
    if hardness < 0:
        raise ValueError(f"hardness must not be negative, got {hardness}")
    _refuse_to_overwrite(landing, truth)
    streams = Streams(seed)
    line = timeline(as_of, nights, streams.dice("deliveries"))
    landing_part, truth_part = _fresh(landing), _fresh(truth)
    with Truth(truth_part) as hidden:
        city = _City(
            people, hardness, line, streams, Landing(landing_part, line, streams, hidden), hidden, Institutions()
        )
        summary = _populate(city, seed, progress)
    _write_about(truth_part / "city.json", city, seed, nights, summary)
    _publish(truth_part, truth)
    _publish(landing_part, landing)
    ceiling = "none" if summary.best_auc is None else f"{summary.best_auc:.3f}"
    progress(f"city written: {summary.records} records in {summary.files} files, best possible dispute AUC {ceiling}")
    return summary


def _populate(city: _City, seed: int, progress: Callable[[str], None]) -> Summary:
    staff = staff_needed(city.people)
    communities = lay_out(city.people, city.streams)
    blocks = cut(communities, staff)
    cast_agents(blocks, city.people, city.streams)
    totals, hazards = _Totals(), []
    hall = city.block(0, [], 0)
    hall.communities = communities[:1]
    hall.standing = city.buildings(blocks[0].communities[0])
    hall.people = settle(
        city.streams.dice("settle hall"),
        hall.numbers,
        "p0000",
        min(staff, communities[0].people),
        hall.standing,
        city.line.as_of,
        0,
    )
    found_institutions(hall, city.people)
    count_overdue_answers(hall, city.people)
    _close(hall, totals, with_places=False)
    for plan in blocks:
        block = city.block(plan.index, plan.communities, plan.people)
        _live(block, plan, totals)
        hazards += block.hazards
        progress(f"block {plan.index} of {len(blocks)}: {len(block.people)} people, {len(block.companies)} companies")
    progress("writing workbooks and sidecars")
    files, size = city.landing.finish()
    return Summary(
        people=city.people,
        companies=totals.companies,
        records=sum(city.landing.rows.values()),
        files=files,
        bytes=size,
        rings=totals.rings,
        look_alikes=totals.look_alikes,
        fundraisers=sum(len(plan.fundraisers) for plan in blocks),
        disputes=totals.disputes,
        best_auc=best_auc(hazards),
        first_delivery=city.line.deliveries[0],
        last_delivery=city.line.deliveries[-1],
    )


def _live(block: Block, plan: BlockPlan, totals: _Totals) -> None:
    """The block's history: parts are taken in a fixed order, then everyday life, then the registers are written."""
    line = block.timeline
    block.companies += open_shops(
        block.dice("shops"),
        f"c{block.index:04d}",
        round(plan.people * COMPANIES_PER_PERSON),
        block.people,
        block.standing,
        line.start,
        line.end,
    )
    plan_changes(block)
    for ring in plan.rings:
        totals.rings += run_ring(block, ring)
    for uid, kind, turn, ring_uid in plan.look_alikes:
        totals.look_alikes += act(block, uid, kind, turn, ring_uid)
    for uid in plan.fundraisers:
        raise_illegally(block, uid)
    for uid, kind in plan.honest:
        raise_honestly(block, uid, kind)
    hold_elections(block)
    borrow_and_lend(block)
    do_business(block)
    go_wrong(block)
    quarrel(block)
    live(block)
    trade_homes(block)
    _close(block, totals, with_places=True)


def _close(block: Block, totals: _Totals, *, with_places: bool) -> None:
    keep_order(block)
    trade(block)
    write_registers(block, with_places=with_places)
    for loan in block.loans:
        block.truth.add(
            "loans",
            loan.uid,
            loan.lender_kind,
            loan.agent,
            loan.lender.uid,
            loan.borrower.uid,
            loan.lent_on,
            loan.due_on,
            loan.face_fen,
            loan.delivered_fen,
            loan.annual_percent,
            int(loan.in_cash),
            loan.previous.uid if loan.previous else None,
            joined(loan.steps),
            joined(loan.traces),
        )
    totals.companies += len(block.companies)
    totals.disputes += block.disputes
    block.clerk.flush()


def _refuse_to_overwrite(landing: Path, truth: Path) -> None:
    if truth.resolve().is_relative_to(landing.resolve()):
        raise ValueError(
            f"truth {truth} lies under landing {landing}: choose a folder outside it, for no job may read it"
        )
    for folder in (landing, truth):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FileExistsError(
                f"{folder} already holds a city: delete it, or name another folder, before simulating again"
            )


def _fresh(folder: Path) -> Path:
    """An empty folder beside the one asked for; what a killed run left there goes."""
    part = folder.resolve().with_name(f".{folder.name}.unfinished")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    return part


def _publish(part: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()
    os.replace(part, folder)


def _write_about(path: Path, city: _City, seed: int, nights: int, summary: Summary) -> None:
    about = {
        "source": SOURCE,
        "seed": seed,
        "hardness": city.hardness,
        "nights": nights,
        "as_of": city.line.as_of.isoformat(),
        "start": city.line.start.isoformat(),
        "policy_on": city.line.policy_on.isoformat(),
        "deliveries": [day.isoformat() for day in city.line.deliveries],
        "rows": city.landing.rows,
        "damage": {name: asdict(department_shares(city.streams, name, city.hardness)) for name in sorted(HABITS)},
        "summary": {
            key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(summary).items()
        },
    }
    path.write_text(json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
