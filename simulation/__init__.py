"""A synthetic city that writes departments' extracts, with its truth kept apart. No detector imports it."""

from simulation.city import Summary, simulate

__all__ = ["Summary", "simulate"]
