"""The stages of an application (pure)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    APPLIED = "applied"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_over(self) -> bool:
        """Nothing is owed any more, by either side."""
        return self in {Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN, Stage.NO_RESPONSE}


_LABELS = {
    Stage.APPLIED: "Applied",
    Stage.INTERVIEWING: "Interviewing",
    Stage.OFFER: "Offer",
    Stage.REJECTED: "Turned down",
    Stage.ACCEPTED: "Accepted",
    Stage.DECLINED: "I declined",
    Stage.WITHDRAWN: "I withdrew",
    Stage.NO_RESPONSE: "No response",
}
STAGE_CHOICES = tuple((stage.value, stage.label) for stage in Stage)


def stage_after_interview(stage: Stage, *, ahead: bool) -> Stage:
    """Where logging an interview moves an application.

    One that was given up as unanswered got an answer; one that was over is on again if the interview is
    still ahead.
    """
    if stage in {Stage.APPLIED, Stage.NO_RESPONSE}:
        return Stage.INTERVIEWING
    if ahead and stage != Stage.OFFER:
        return Stage.INTERVIEWING
    return stage
