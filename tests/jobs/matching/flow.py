"""The oracle of the choice of notices: OR-tools' min-cost flow on the same arcs."""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from jobs.matching.auction import Arcs


def optimum(arcs: Arcs) -> int:
    """What the best choice is worth, in points with bonuses."""
    people, openings = len(arcs.limit), len(arcs.capacity)
    source, sink = people + openings, people + openings + 1
    each = np.arange(people)
    owner = np.repeat(each, np.diff(arcs.start))
    sources = np.full(people, source)
    limit = arcs.limit.clip(0)
    first, rest = np.minimum(limit, 1), (limit - 1).clip(0)
    flow = SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(sources, each, first, -arcs.bonus.astype(np.int64))
    add(sources, each, rest, np.zeros(people, np.int64))
    add(owner, people + arcs.opening, np.ones(len(owner), np.int64), -arcs.score.astype(np.int64))
    ends = np.full(openings, sink)
    add(people + np.arange(openings), ends, arcs.capacity.clip(0), np.zeros(openings, np.int64))
    supply = int(limit.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, supply, 0)
    flow.set_node_supply(source, supply)
    flow.set_node_supply(sink, -supply)
    if flow.solve() != flow.OPTIMAL:
        raise ValueError("The flow has no solution.")
    return -int(flow.optimal_cost())
