"""The relationship graph: typed edges from dated rows, who hangs together, and where each stands.

Two rules run through it. Nobody is joined to anybody by having borrowed, reported or lived next door; and whoever
serves everybody (a bank, a notary, a busy lawyer) joins nobody.
"""

from features.graph.acts import Lending
from features.graph.edges import edges
from features.graph.members import members

__all__ = ["Lending", "edges", "members"]
