"""What a password has to be, in the words of this project."""

from __future__ import annotations

from django.contrib.auth import password_validation

HINT = "At least 10 characters; not your name, not a common password."


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"This password is too short. Use at least {self.min_length} characters."


class NotYourName(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "This password is too much like your name or your address. Choose another."


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "This password is one that many people use. Choose another."
