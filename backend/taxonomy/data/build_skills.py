"""The cut of ESCO: skills named in `written/skills.csv`, and which occupation asks for which.

Close ESCO skills ("operate cash register", "process payments") are one skill here: the first id
stands for all, the others are under `also`. ESCO joins skills to single occupations; here they
join to ISCO unit groups: weight is the percent of the group's ESCO occupations that name the
skill, and it is essential when at least half of them call it so.
"""

from collections import Counter, defaultdict
from pathlib import Path

from backend.taxonomy.data.tables import WRITTEN, read

PER_GROUP = 20
LEAST_SHARE = 0.1
OPTIONAL = 0.4  # what a skill called optional counts beside an essential one
WRITTEN_LINK = (0, 50)  # essential, weight

Link = tuple[str, str, int, int]


def skill_rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """(ESCO id, kind, English label, other English names) in the order of the written list."""
    originals = {row["skill_id"]: row for row in read(folder / "skills/esco_skills_en_v1.1.1.csv")}
    rows = []
    for row in read(WRITTEN / "skills.csv"):
        main = originals[row["esco_id"]]
        names = [originals[other]["label"].strip() for other in row["also"].split()]
        names += [name.strip() for name in main["alt_labels"].split("|")]
        label = main["label"].strip()
        others = list(dict.fromkeys(name for name in names if name and name != label))
        rows.append((row["esco_id"], _kind(main), label, "|".join(others[:6])))
    return rows


def _kind(row: dict[str, str]) -> str:
    if row["reuse_level"] == "transversal":
        return "transversal"
    return "knowledge" if row["skill_type"] == "knowledge" else "skill"


def skill_link_rows(folder: Path) -> list[Link]:
    """At most twenty skills a unit group: common in the group, rare outside it."""
    group_of = {
        row["occ_id"]: row["isco08"]
        for row in read(folder / "occupations/esco_occupations_en_v1.1.1.csv")
    }
    size = Counter(group_of.values())
    essential, optional = _named_by(folder, group_of)
    share = {
        (group, skill): (
            len(essential[group, skill])
            + OPTIONAL * len(optional[group, skill] - essential[group, skill])
        )
        / size[group]
        for group, skill in essential.keys() | optional.keys()
    }
    spread: dict[str, float] = defaultdict(float)
    for (_group, skill), value in sorted(share.items()):
        spread[skill] += value
    by_group: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (group, skill), value in share.items():
        if value >= LEAST_SHARE:
            by_group[group].append((-value / (1 + spread[skill]) ** 0.4, skill))
    written = _written_pairs()
    links = dict.fromkeys(written, WRITTEN_LINK)
    for group, ranked in by_group.items():
        room = PER_GROUP - sum(1 for pair in written if pair[0] == group)
        for _rank, skill in sorted(ranked)[:room]:
            named = len(essential[group, skill] | optional[group, skill])
            half = 2 * len(essential[group, skill]) >= size[group]
            links[group, skill] = int(half), max(1, round(100 * named / size[group]))
    return sorted((*pair, *link) for pair, link in links.items())


def _named_by(
    folder: Path, group_of: dict[str, str]
) -> tuple[dict[tuple[str, str], set[str]], dict[tuple[str, str], set[str]]]:
    """For essential and for optional: {(group, skill): the ESCO occupations that name it}."""
    kept = {}
    for row in read(WRITTEN / "skills.csv"):
        for other in [row["esco_id"], *row["also"].split()]:
            kept[other] = row["esco_id"]
    essential: dict[tuple[str, str], set[str]] = defaultdict(set)
    optional: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read(folder / "skills/esco_occupation_skill_v1.1.1.csv.gz"):
        if row["skill_id"] in kept and row["occ_id"] in group_of:
            where = essential if row["relation"] == "essential" else optional
            where[group_of[row["occ_id"]], kept[row["skill_id"]]].add(row["occ_id"])
    return essential, optional


def _written_pairs() -> list[tuple[str, str]]:
    """Links the project adds: groups ESCO has no occupation in, and skills of this region."""
    id_of = {row["en"]: row["esco_id"] for row in read(WRITTEN / "skills.csv")}
    return [(row["isco"], id_of[row["skill"]]) for row in read(WRITTEN / "skill_links.csv")]
