"""Lessons and marks as morango wants them; numbers only, no author, no time."""

from django.db import models
from morango.models import SyncableModel


class Numbered(SyncableModel):
    """A row that numbers name."""

    morango_profile = "school"

    class Meta:
        """No table of its own."""

        abstract = True

    def calculate_partition(self) -> str:
        """All of one school."""
        from morango.models import Certificate  # noqa: PLC0415  when all tables are there

        return str(Certificate.objects.values_list("id", flat=True).get())


class Lesson(Numbered):
    """A lesson."""

    morango_model_name = "lesson"
    number = models.IntegerField()
    day = models.IntegerField()
    slot = models.IntegerField()
    subject = models.IntegerField()

    def calculate_source_id(self) -> str:
        """By its number."""
        return str(self.number)


class Mark(Numbered):
    """A mark."""

    morango_model_name = "mark"
    lesson = models.IntegerField()
    pupil = models.IntegerField()
    points = models.IntegerField()

    def calculate_source_id(self) -> str:
        """By lesson and pupil."""
        return f"{self.lesson}.{self.pupil}"
