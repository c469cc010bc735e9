"""A letter as a PDF that programs can read aloud: with title, language and headings (PDF/UA-1)."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from workflow.letters import LetterText

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "letters" / "letter.typ"
# Built to it; nobody has certified that it conforms.
STANDARD = "ua-1"


class CannotBeShown(Exception):
    """It holds a character that no font here has. It is not made with a hole in its place."""


def letter_pdf(letter: LetterText, marking: str) -> bytes:
    """Raises CannotBeShown. The letter goes in as data: nothing in it is read as markup."""
    data = json.dumps({**asdict(letter), "marking": marking})
    try:
        return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"letter": data}, pdf_standards=[STANDARD])
    except typst.TypstError as fault:
        if "could not be displayed" in str(fault):
            raise CannotBeShown from fault
        raise
