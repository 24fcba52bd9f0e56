"""Reminders by e-mail."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection

from reminders.delivery.base import DeliveryError, Letter, Outcome

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
            },
            connection=get_connection(),
        )
        mail.attach_alternative(letter.html, "text/html")
        try:
            taken = mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise DeliveryError(
                f"The mail server refused {letter.to}.", permanent=all(_is_final(code) for code in codes)
            ) from error
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            # Before any letter was shown: this says nothing of the letter.
            raise DeliveryError(
                f"The mail server turned us away ({error.smtp_code}).", permanent=False
            ) from error
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(
                f"The mail server answered {error.smtp_code}.", permanent=_is_final(error.smtp_code)
            ) from error
        except (BadHeaderError, ValueError) as error:
            raise DeliveryError(
                "The address or subject cannot be put into a letter.", permanent=True
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            problem = (
                "The mail server could not be reached."
                if settings.MAIL_REACHES_PEOPLE
                else "The folder for letters cannot be written to."
            )
            raise DeliveryError(problem, permanent=False) from error
        if not taken:
            raise DeliveryError("There was nobody to send it to.", permanent=True)
        return Outcome.SENT if settings.MAIL_REACHES_PEOPLE else Outcome.KEPT


def _is_final(code: int) -> bool:
    # Wrong credentials (535) are the operator's to mend, after which the letter goes.
    return 500 <= code < 600 and code not in PASSING and code not in {530, 534, 535}
