"""A letter as a file or a link that a mail program opens as a draft.  Nothing here can send anything."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from inroad.errors import InputError
from inroad.path.outreach.forms import flat

_LOOKS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}\Z")
LONGEST_LINK = 1900
"""Characters of an address that every mail program takes."""


def address(text: str) -> str:
    """An address as it was given, checked for its form alone.

    Raises:
        InputError: it is none; a second line, or a second address, is none either.
    """
    kept = text.strip()
    if not _LOOKS.fullmatch(kept) or len(kept) > 254 or not kept.isprintable():
        raise InputError(f"{flat(text)!r} is not an e-mail address", "give one as their own page writes it")
    return kept


def eml(name: str, email: str, subject: str, body: str) -> bytes:
    """The letter as a message that mail programs open as a draft (RFC 5322, marked unsent).

    Values are made one line each before they become headers, so that none can begin another header.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = flat(subject)
    if email:
        made["To"] = _to(flat(name), address(email))
    made["X-Unsent"] = "1"
    made.set_content(body)
    return made.as_bytes()


def _to(name: str, email: str) -> Address:
    user, _, domain = email.rpartition("@")
    try:
        # Python breaks a line within an address of other letters, and what follows would begin a header.
        user.encode("ascii")
        return Address(name, user, domain if domain.isascii() else domain.encode("idna").decode("ascii"))
    except (HeaderParseError, ValueError, IndexError):
        raise InputError(
            f"{email!r} is no address that a message can be sent to", "give one as their own page writes it"
        ) from None


def mailto(email: str, subject: str, body: str) -> str:
    """The letter as an address that opens the mail program.

    Raises:
        InputError: it is longer than mail programs take.
    """
    made = f"mailto:{quote(email, safe='@')}?subject={quote(flat(subject))}&body={quote(body, safe='')}"
    if len(made) > LONGEST_LINK:
        raise InputError("this letter is too long for a link", "write it to a file with --eml")
    return made
