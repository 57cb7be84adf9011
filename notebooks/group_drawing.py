"""A group of lenders as a drawing: who stands in it and which ties hold it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
from markupsafe import Markup, escape

from notebooks.words import Word

_WIDTH, _HEIGHT, _MARGIN = 520, 300, 46
_SEED = 7
"""The drawing of one group is the same every time it is opened."""


@dataclass(frozen=True)
class Node:
    """One member: its pseudonymous id, what is written below it, and what it is."""

    entity_id: str
    label: str
    company: bool
    lends: bool


@dataclass(frozen=True)
class Tie:
    """One tie of two members, in words."""

    one: str
    other: str
    told: Word


def group_drawing(nodes: Sequence[Node], ties: Sequence[Tie]) -> Markup:
    """The group as SVG: companies are squares, people circles, whoever lends is filled. Ties tell what they are."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(node.entity_id for node in nodes))
    graph.add_edges_from(sorted({(tie.one, tie.other) for tie in ties}))
    placed = nx.spring_layout(graph, seed=_SEED, iterations=200, k=2.0 / max(len(nodes), 1) ** 0.5)
    at = {one: _point(x, y) for one, (x, y) in nx.rescale_layout_dict(placed).items()}
    lines = "".join(_line(pair, [tie for tie in ties if {tie.one, tie.other} == set(pair)], at) for pair in graph.edges)
    marks = "".join(_mark(node, at[node.entity_id]) for node in nodes)
    return Markup(
        f'<svg class="group" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img" '
        f'aria-label="{len(nodes)} / {graph.number_of_edges()}">{lines}{marks}</svg>'
    )


def _point(x: float, y: float) -> tuple[float, float]:
    return (_WIDTH / 2 + x * (_WIDTH / 2 - _MARGIN), _HEIGHT / 2 - 6 + y * (_HEIGHT / 2 - _MARGIN + 12))


def _line(pair: tuple[str, str], ties: Sequence[Tie], at: dict[str, tuple[float, float]]) -> str:
    (x, y), (to_x, to_y) = (at[end] for end in pair)
    told = "; ".join(f"{tie.told.zh} {tie.told.en}" for tie in ties)
    return (
        f'<g><title>{escape(told)}</title><line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke-width="{min(1 + len(ties), 4)}"/></g>'
    )


def _mark(node: Node, at: tuple[float, float]) -> str:
    x, y = at
    kind = "lends" if node.lends else "ties"
    shape = (
        f'<rect x="{x - 9:.1f}" y="{y - 9:.1f}" width="18" height="18" rx="2"/>'
        if node.company
        else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9.5"/>'
    )
    return (
        f'<g class="{kind}"><title>{escape(node.entity_id)}</title>{shape}'
        f'<text x="{x:.1f}" y="{y + 23:.1f}" text-anchor="middle">{escape(node.label)}</text></g>'
    )
