"""Signing in and changing a password."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, ValidationError

from forms.base import BaseForm, password, text

SHORTEST_PASSWORD = 12
LONGEST_NUMBER = 40


class SignInForm(BaseForm):
    title = "Sign in"
    button = "Sign in"

    username = text(
        "Collar or staff number", needed="Enter your collar or staff number.", longest=LONGEST_NUMBER
    )
    password = password("Password", "Enter your password.")
    # What was typed before the session ended, signed; empty on an ordinary sign-in.
    kept = HiddenField()


class ChangePasswordForm(BaseForm):
    title = "Change your password"
    button = "Change password"

    current = password("Your password now", "Enter the password you have now.")
    new = password(
        "New password",
        "Enter a new password.",
        description=f"At least {SHORTEST_PASSWORD} characters. Three unrelated words are good.",
    )
    again = password("New password again", "Enter the new password a second time.")

    def validate_new(self, field) -> None:
        if len(field.data) < SHORTEST_PASSWORD:
            raise ValidationError(f"The new password must have {SHORTEST_PASSWORD} characters or more.")
        if field.data == self.current.data:
            raise ValidationError("The new password must differ from the one you have now.")

    def validate_again(self, field) -> None:
        if field.data != self.new.data:
            raise ValidationError("The two new passwords are not the same.")


class SignOutForm(FlaskForm):
    """Only the token that shows the request came from our page."""
