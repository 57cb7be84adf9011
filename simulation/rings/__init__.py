"""Trap-loan rings: one module per design. A further design is a further module and its name in `DESIGNS`."""

from __future__ import annotations

from simulation.rings import (
    bridge,
    car_leasing,
    consulting,
    gambling,
    housing,
    mutual_aid,
    pawn,
    phone_hire,
    renting,
    student_loans,
)
from simulation.rings.ring import Design

DESIGNS: tuple[Design, ...] = (
    consulting.DESIGN,
    car_leasing.DESIGN,
    housing.DESIGN,
    student_loans.DESIGN,
    pawn.DESIGN,
    renting.DESIGN,
    gambling.DESIGN,
    mutual_aid.DESIGN,
    bridge.DESIGN,
    phone_hire.DESIGN,
)
"""Every design there is, in the order in which rings of a city take turns; new ones go to the end."""
