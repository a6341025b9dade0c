"""What people of the demo do for a living: ISCO-08 codes with how common they are among whom.

The shares are made up, after what returnees from Russia, Turkey and Korea usually did. Skills and
titles are not here: they come from the taxonomy.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """`men` and `women` are weights; `licences` a person of the trade may hold, with a chance;
    `needed` those a vacancy may ask for; `schedule` what work of this kind usually is."""

    isco: str
    men: int
    women: int
    licences: tuple[tuple[str, float], ...] = ()
    needed: str = ""
    schedules: tuple[str, ...] = ("full",)
    business: str = ""


TRADES = (
    Trade("9313", 120, 4),
    Trade("7112", 55, 0),
    Trade("7123", 50, 6),
    Trade("7122", 45, 2),
    Trade("7131", 25, 14),
    Trade("7115", 25, 0, business="столярная мастерская"),
    Trade("7126", 35, 0),
    Trade("7411", 45, 0, (("electric-3", 0.5),), "electric-3"),
    Trade("7212", 55, 1, (("welding", 0.6),), "welding", business="сварочный цех"),
    Trade("7231", 40, 0, (("B", 0.8),), business="автомастерская"),
    Trade("7127", 10, 0, (("electric-2", 0.4),)),
    Trade("7421", 12, 1, business="ремонт бытовой техники"),
    Trade("8332", 50, 0, (("B", 0.9), ("C", 0.95), ("CE", 0.5)), "C", ("full", "rotation")),
    Trade("8322", 60, 3, (("B", 0.97),), "B", ("full", "shifts")),
    Trade("8342", 20, 0, (("excavator", 0.85), ("B", 0.7)), "excavator", ("full", "rotation")),
    Trade("8343", 8, 0, (("crane", 0.8),), "crane", ("shifts", "rotation")),
    Trade("8344", 18, 1, (("forklift", 0.75),), "forklift", ("shifts",)),
    Trade("9333", 60, 1, schedules=("full", "shifts")),
    Trade("4321", 18, 14, schedules=("full", "shifts")),
    Trade("9621", 45, 4, (("B", 0.4),), schedules=("full", "part")),
    Trade("5414", 25, 1, (("security", 0.5),), "security", ("shifts",)),
    Trade("8153", 8, 100, schedules=("full", "part"), business="швейный цех"),
    Trade("7531", 6, 28, schedules=("full", "part"), business="ателье"),
    Trade("5120", 30, 50, schedules=("full", "shifts"), business="столовая"),
    Trade("9411", 18, 20, schedules=("shifts",), business="точка быстрого питания"),
    Trade("9412", 14, 40, schedules=("full", "shifts")),
    Trade("7512", 14, 32, schedules=("shifts",), business="пекарня"),
    Trade("5131", 12, 30, schedules=("shifts", "part")),
    Trade("5223", 16, 70, schedules=("full", "shifts"), business="продуктовый магазин"),
    Trade("9112", 6, 75, schedules=("full", "part")),
    Trade("5321", 3, 28, schedules=("shifts",)),
    Trade("3221", 1, 18, schedules=("full", "shifts")),
    Trade("5311", 0, 35, schedules=("full", "part")),
    Trade("5141", 10, 22, business="парикмахерская"),
    Trade("5142", 0, 16, business="салон красоты"),
    Trade("2341", 1, 12, schedules=("full", "part")),
    Trade("6130", 22, 12, (("tractor", 0.3),), business="теплица"),
    Trade("6121", 20, 14, business="молочная ферма"),
    Trade("9211", 20, 22, schedules=("full", "rotation")),
)
BY_ISCO = {trade.isco: trade for trade in TRADES}
# Where people worked: country, weight, the language picked up there (at what level at most).
ABROAD = (
    ("RU", 74, "ru", "C1"),
    ("KZ", 9, "ru", "B2"),
    ("TR", 9, "tr", "B2"),
    ("KR", 4, "ko", "B1"),
    ("AE", 2, "en", "B1"),
    ("PL", 2, "pl", "B1"),
)
