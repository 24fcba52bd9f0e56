from django.urls import path

from reminders.views import actions, etiquette, letters, pages, shelf, what_if

urlpatterns = [
    path("", pages.today, name="today"),
    path("applications/<int:pk>/", pages.application, name="application"),
    path("interviews/<int:pk>/debrief/", pages.debrief, name="interview_debrief"),
    path("follow-ups/<int:pk>/", letters.page, name="follow_up"),
    path("follow-ups/<int:pk>/why/", pages.why, name="follow_up_why"),
    path("follow-ups/<int:pk>/sent/", actions.sent, name="follow_up_sent"),
    path("follow-ups/<int:pk>/unsent/", actions.unsent, name="follow_up_unsent"),
    path("follow-ups/<int:pk>/skip/", actions.skip, name="follow_up_skip"),
    path("follow-ups/<int:pk>/unskip/", actions.unskip, name="follow_up_unskip"),
    path("follow-ups/<int:pk>/snooze/", actions.snooze, name="follow_up_snooze"),
    path("follow-ups/<int:pk>/unsnooze/", actions.unsnooze, name="follow_up_unsnooze"),
    path("follow-ups/<int:pk>/close/", actions.close_out, name="follow_up_close"),
    path("follow-ups/<int:pk>/wording/", letters.choose_wording, name="follow_up_wording"),
    path("follow-ups/<int:pk>/skill/", shelf.choose, name="follow_up_skill"),
    path("follow-ups/<int:pk>/draft/", letters.save, name="follow_up_draft"),
    path("follow-ups/<int:pk>/draft/drop/", letters.write_from_facts, name="follow_up_draft_drop"),
    path("follow-ups/<int:pk>/draft/restore/", letters.restore, name="follow_up_draft_restore"),
    path("follow-ups/<int:pk>/letter.eml", letters.draft_file, name="follow_up_eml"),
    path("follow-ups/<int:pk>/calendar.ics", actions.calendar, name="follow_up_calendar"),
    path("deliveries/<int:pk>/again/", actions.resend, name="delivery_again"),
    path("what-if/", what_if.page, name="what_if"),
    path("settings/etiquette/", etiquette.page, name="etiquette"),
    path("settings/etiquette/preview/", etiquette.preview, name="etiquette_preview"),
    path("settings/etiquette/defaults/", etiquette.defaults, name="etiquette_defaults"),
    path("settings/progress/", etiquette.progress, name="planning_progress"),
    path("settings/reminders/email/", actions.email_reminders, name="email_reminders"),
]
