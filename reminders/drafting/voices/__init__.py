"""The words of the letters, one module a register. The letters decide what is said; the voices, how."""

from collections.abc import Mapping

from reminders.drafting.register import Register
from reminders.drafting.voices.brief import BRIEF
from reminders.drafting.voices.formal import FORMAL
from reminders.drafting.voices.voice import Voice
from reminders.drafting.voices.warm import WARM

VOICES: Mapping[Register, Voice] = {
    Register.WARM: WARM,
    Register.FORMAL: FORMAL,
    Register.BRIEF: BRIEF,
}
