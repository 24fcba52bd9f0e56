"""How a letter sounds: the registers to choose from."""

from enum import StrEnum


class Register(StrEnum):
    """The same letter in other words: warm, formal or brief."""

    WARM = "warm"
    FORMAL = "formal"
    BRIEF = "brief"

    @property
    def label(self) -> str:
        """What the choice is called on a page."""
        return self.value.capitalize()
