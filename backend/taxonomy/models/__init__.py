from .labels import Labelled
from .occupations import IscoGroup, OccupationTitle
from .places import Country, Place
from .qualifications import Language, Licence
from .skills import OccupationSkill, Skill

__all__ = [
    "Country",
    "IscoGroup",
    "Labelled",
    "Language",
    "Licence",
    "OccupationSkill",
    "OccupationTitle",
    "Place",
    "Skill",
]
