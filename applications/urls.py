from django.urls import path

from applications.views import add, applications, contacts, heard, interviews, messages

urlpatterns = [
    path("interviews/new/", interviews.new, name="interview_new"),
    path("interviews/<int:pk>/", interviews.edit, name="interview"),
    path("interviews/<int:pk>/cancel/", interviews.cancel, name="interview_cancel"),
    path("interviews/<int:pk>/reinstate/", interviews.reinstate, name="interview_reinstate"),
    path("interviews/<int:pk>/delete/", interviews.delete, name="interview_delete"),
    path("interviews/<int:pk>/restore/", interviews.restore, name="interview_restore"),
    path("interviews/<int:pk>/recipient/", interviews.recipient, name="interview_recipient"),
    path("add/", add.add, name="add"),
    path("add/<int:pk>/", add.intake, name="intake"),
    path("add/<int:pk>/undo/", add.undo, name="intake_undo"),
    path("add/<int:pk>/remove/", add.remove, name="intake_remove"),
    path("timing/", interviews.timing, name="timing"),
    path("applications/", applications.index, name="applications"),
    path("applications/new/", applications.new, name="application_new"),
    path("applications/<int:pk>/edit/", applications.edit, name="application_edit"),
    path("applications/<int:pk>/stage/", applications.stage, name="application_stage"),
    path("applications/<int:pk>/stage/undo/", applications.undo, name="application_stage_undo"),
    path("applications/<int:pk>/delete/", applications.delete, name="application_delete"),
    path("applications/<int:pk>/restore/", applications.restore, name="application_restore"),
    path("applications/<int:pk>/reply/", messages.reply, name="application_reply"),
    path("applications/<int:pk>/heard/<what>/", heard.heard, name="heard"),
    path("messages/<int:pk>/", messages.edit, name="message"),
    path("messages/<int:pk>/delete/", messages.delete, name="message_delete"),
    path("promises/<int:pk>/kept/", applications.promise_kept, name="promise_kept"),
    path("promises/<int:pk>/delete/", applications.promise_delete, name="promise_delete"),
    path("people/", contacts.index, name="people"),
    path("people/<int:pk>/", contacts.edit, name="person"),
]
