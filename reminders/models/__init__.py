from reminders.models.calendar_feed import CalendarFeed
from reminders.models.channel import Channel
from reminders.models.delivery import Delivery, Notification
from reminders.models.draft import Draft, DraftVersion
from reminders.models.follow_up import FollowUp
from reminders.models.language_model import LanguageModel
from reminders.models.manners import Manners
from reminders.models.occasions import Evening, Morning
from reminders.models.plan import Plan
from reminders.models.push_key import PushKey
from reminders.models.template import Template, TemplateVersion
from reminders.models.watch import Tally, Tick

__all__ = [
    "CalendarFeed",
    "Channel",
    "Delivery",
    "Draft",
    "DraftVersion",
    "Evening",
    "FollowUp",
    "LanguageModel",
    "Manners",
    "Morning",
    "Notification",
    "Plan",
    "PushKey",
    "Tally",
    "Template",
    "TemplateVersion",
    "Tick",
]
