from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "reminders"

    def ready(self) -> None:
        from reminders import doors
        from reminders.services import planning, sending

        planning.listen()
        sending.listen()
        doors.listen()
