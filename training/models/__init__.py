"""Training's tables, by noun."""

from training.models.courses import Cohort, Course, CourseLanguage, Provider, ProviderMember
from training.models.enrolments import Enrolment

__all__ = ["Cohort", "Course", "CourseLanguage", "Enrolment", "Provider", "ProviderMember"]
