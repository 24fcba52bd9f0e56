"""Reminders by e-mail."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection

from reminders.delivery.base import DeliveryError, Letter, Outcome, in_its_words

# A refusal in the 500s is final, but for those that say "not now" with the wrong number.
PASSING = {552}


class EmailChannel:
    def send(self, letter: Letter) -> Outcome:
        """Hand the letter to the mail server, or the folder that stands in for it. Raises DeliveryError."""
        mail = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            to=[letter.to],
            headers={
                "Message-ID": letter.message_id,
                # Vacation responders leave such letters alone.
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                **letter.headers,
            },
            connection=get_connection(),
        )
        mail.attach_alternative(letter.html, "text/html")
        try:
            taken = mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            answers = list(error.recipients.values())
            raise DeliveryError(
                f"The mail server refused the address{in_its_words(*answers[0])}",
                permanent=all(_is_final(code) for code, _ in answers),
                code=f"smtp_{answers[0][0]}",
            ) from error
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            # Before any letter was shown: this says nothing of the letter.
            raise DeliveryError(
                f"The mail server turned us away{in_its_words(error.smtp_code, error.smtp_error)}",
                permanent=False,
                code=f"smtp_{error.smtp_code}",
            ) from error
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(
                f"The mail server did not take it{in_its_words(error.smtp_code, error.smtp_error)}",
                permanent=_is_final(error.smtp_code),
                code=f"smtp_{error.smtp_code}",
            ) from error
        except (BadHeaderError, ValueError) as error:
            raise DeliveryError(
                "The address or subject cannot be put into a letter.", permanent=True, code="no_letter"
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            if settings.MAIL_REACHES_PEOPLE:
                problem, code = "The mail server could not be reached.", "unreachable"
            else:
                problem, code = "The folder for letters cannot be written to.", "no_folder"
            raise DeliveryError(problem, permanent=False, code=code) from error
        if not taken:
            raise DeliveryError("There was nobody to send it to.", permanent=True, code="nobody")
        return Outcome.SENT if settings.MAIL_REACHES_PEOPLE else Outcome.KEPT


def _is_final(code: int) -> bool:
    # Wrong credentials (535) are the operator's to mend, after which the letter goes.
    return 500 <= code < 600 and code not in PASSING and code not in {530, 534, 535}
