from applications.models.application import Application, StageChange
from applications.models.company import Company
from applications.models.contact import Contact
from applications.models.event import Event
from applications.models.intake import Intake
from applications.models.interview import Interview, Participation
from applications.models.message import Message
from applications.models.promise import OwnPromise
from applications.models.sheet_import import ImportedRow, SheetImport

__all__ = [
    "Application",
    "Company",
    "Contact",
    "Event",
    "ImportedRow",
    "Intake",
    "Interview",
    "Message",
    "OwnPromise",
    "Participation",
    "SheetImport",
    "StageChange",
]
