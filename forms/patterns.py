"""What a crime reference and a telephone number look like, said when what was typed looks otherwise."""

from __future__ import annotations

import re

from wtforms import Field, ValidationError

REFERENCE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]+([/-][A-Za-z0-9]+)*")
NUMBER = re.compile(r"\+?[0-9() -]+( ?(ext\.?|x) ?[0-9]+)?", re.IGNORECASE)
SHORTEST_NUMBER = 3  # 101 is one


def refuse_no_reference(field: Field) -> None:
    """Of a crime that is recorded here: what can be read out over a radio and stand in an address."""
    if field.data and not REFERENCE.fullmatch(field.data):
        raise ValidationError(
            "A crime reference has letters, digits, slashes and hyphens, with a digit among them and no "
            "spaces. For example, ANY/4471/26."
        )


def refuse_no_telephone(field: Field) -> None:
    """As people write it; an extension may follow."""
    digits = sum(character.isdigit() for character in field.data or "")
    if field.data and not (NUMBER.fullmatch(field.data) and digits >= SHORTEST_NUMBER):
        raise ValidationError(
            "A telephone number has digits, and between them spaces, hyphens or brackets. For example, "
            "01632 960123 or +44 1632 960123 ext 12."
        )
