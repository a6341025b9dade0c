"""`make bench-plots`: docs/matching/*.svg from the kept results of the last whole runs.

The same results give the same files, byte for byte: no date, no random ids.
"""

import json
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.bench.sheet import RESULTS

STYLE: dict[Any, Any] = {
    "svg.hashsalt": "homeward",
    "svg.fonttype": "none",  # text stays text: small, and read by screen readers
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#888888",
    "figure.facecolor": "white",
}
OURS, THEIRS, MARK = "#0b6e4f", "#9aa5ab", "#b3261e"

# Names in the results, and how they are called.
RIVALS = {
    "engine_us": "the engine",
    "sparse_us": "sparse_dot_topn\n(no conditions, inexact)",
    "sql_us": "SQL, one query",
    "facts_us": "plain engine, Python",
    "objects_us": "loop over ORM objects",
}
# Ways to choose whom to tell, and what is shown of them.
WAYS = {
    "auction": "auction",
    "greedy": "greedy",
    "best_of_people": "everybody's best 3",
    "best_of_openings": "each vacancy's best",
}
SHARES = {
    "worth": "worth, of the proven bound",
    "people": "people with a notice",
    "gini": "Gini of load (less is fairer)",
}
BARS = {"p50 ≤ 10 ms": (10, 0.5), "p95 ≤ 25 ms": (25, 0.95)}


def main() -> None:
    results = json.loads(RESULTS.read_text())
    mpl.rcParams.update(STYLE)
    for name, (draw, bench) in PLOTS.items():
        figure = draw(results[bench])
        path = RESULTS.with_name(f"{name}.svg")
        figure.savefig(path, metadata={"Date": None})
        print(path.relative_to(RESULTS.parents[2]))


def rivals(found: dict[str, Any]) -> Figure:
    """CPU time a person of every rival, at both sizes."""
    figure = Figure(figsize=(7.2, 3.6), layout="constrained")
    for axes, size in zip(figure.subplots(1, 2, sharey=True), found["sizes"], strict=True):
        spent = [_one(size[name]) for name in RIVALS]
        colours = [OURS, *[THEIRS] * (len(RIVALS) - 1)]
        bars = axes.barh(list(RIVALS.values()), spent, color=colours)
        axes.bar_label(
            bars, padding=3, labels=[f"{one:,.0f}" if one > 100 else f"{one:.1f}" for one in spent]
        )
        axes.set_xscale("log")
        axes.set_xlim(1, max(spent) * 20)
        axes.set_title(f"{size['people']:,} × {size['openings']:,}", fontsize=10)
        axes.set_xlabel("µs of one core a person")
    axes.invert_yaxis()  # of both: they share it
    return figure


def _one(measured: Any) -> float:
    """Of several measures of the same the least: what disturbs only adds."""
    return min(measured) if isinstance(measured, list) else measured


def growth(found: dict[str, Any]) -> Figure:
    """CPU seconds by people, and µs a person by openings."""
    figure = Figure(figsize=(7.2, 3), layout="constrained")
    left, right = figure.subplots(1, 2)
    points = len(found["growth"]) // 2
    people, openings = found["growth"][:points], found["growth"][points:]
    many = f"{openings[0][0]:,}"
    _line(left, [one[0] / 1e6 for one in people], [one[2] for one in people])
    left.set_xlabel(f"million people, {people[0][1]:,} vacancies")
    left.set_ylabel("CPU seconds, everybody")
    _line(right, [one[1] / 1000 for one in openings], [1e6 * one[2] / one[0] for one in openings])
    right.set_xlabel(f"thousand vacancies, {many} people")
    right.set_ylabel("µs of one core a person")
    return figure


def _line(axes: Axes, across: list[float], up: list[float]) -> None:
    axes.plot(across, up, "o-", color=OURS)
    axes.set_xlim(0, max(across) * 1.1)
    axes.set_ylim(0, max(up) * 1.2)
    for x, y in zip(across, up, strict=True):
        axes.annotate(f"{y:.1f}", (x, y), (0, 7), textcoords="offset points", ha="center")


def new_vacancy(found: dict[str, Any]) -> Figure:
    """Which share of new vacancies had their 200 within a time: CPU, and by the clock."""
    figure = Figure(figsize=(7.2, 3), layout="constrained")
    axes = figure.subplots()
    for size, colour in zip(found["sizes"], (THEIRS, OURS), strict=True):
        for kind, line in (("cpu", "-"), ("wall", ":")):
            name = {"cpu": "CPU", "wall": "clock"}[kind]
            label = f"{size['people']:,} people, {name}"
            axes.ecdf(size["published"][kind], label=label, color=colour, linestyle=line)
    for label, (most, share) in BARS.items():
        axes.plot([most], [share], "x", color=MARK)
        axes.annotate(label, (most, share), (6, -4), textcoords="offset points", color=MARK)
    axes.set_xscale("log")
    axes.set_xlabel("ms from the vacancy to its exact 200")
    axes.set_ylabel("share of 120 vacancies")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def shares(found: dict[str, Any]) -> Figure:
    """Whom each way of telling reaches, and how evenly it loads the vacancies."""
    figure = Figure(figsize=(7.2, 3.4), layout="constrained")
    ways = found["sizes"][-1]["ways"]
    colours = [OURS, *[THEIRS] * (len(WAYS) - 1)]
    for axes, (name, title) in zip(figure.subplots(1, 3, sharey=True), SHARES.items(), strict=True):
        values = [ways[way][name] for way in WAYS]
        bars = axes.barh(list(WAYS.values()), values, color=colours)
        labels = [f"{one:.3f}" if name == "gini" else f"{one:.0%}" for one in values]
        axes.bar_label(bars, padding=3, labels=labels)
        axes.set_xlim(0, 1.25 * max(values))
        axes.set_xticks([])
        axes.set_title(title, fontsize=10)
    axes.invert_yaxis()  # of all: they share it
    figure.supxlabel("{people:,} people, {openings:,} vacancies".format(**found["sizes"][-1]))
    return figure


# The files, what draws them and whose results they show.
PLOTS: dict[str, tuple[Callable[[dict[str, Any]], Figure], str]] = {
    "rivals": (rivals, "matching"),
    "growth": (growth, "matching"),
    "new-vacancy": (new_vacancy, "matching"),
    "shares": (shares, "assignment"),
}


if __name__ == "__main__":
    main()
