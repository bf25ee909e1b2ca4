"""What services of menus and of the store-room stand on: they write on what this computer knows."""

from school_desk.intents import Form
from school_desk.storage.service import Service


class MealsService(Service):
    """Base of what writes in the partition of meals."""

    @property
    def _seen(self) -> Form:
        """All that this computer has of the others."""
        return Form(context=self._at.storage.context(self._at.partitions.meals))
