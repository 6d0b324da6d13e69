"""What a user enters of contacts, made safe: one line each, an address only if it is one."""

from __future__ import annotations

import datetime as dt

from inroad.errors import InputError
from inroad.path.outreach.forms import flat
from inroad.path.outreach.mail import address

LONGEST = 200


def entered(name: str, email: str, why: str) -> tuple[str, str, str]:
    """Name, address and reason as they may be kept.

    Raises:
        InputError: there is no name, or the address is none.
    """
    one = flat(name)
    if not any(char.isalpha() for char in one):
        raise InputError("a contact needs a name", "give it as their own page writes it")
    if len(one) > LONGEST:
        raise InputError(f"this name has {len(one)} characters", f"give at most {LONGEST}")
    return one, address(email) if email.strip() else "", flat(why)[:1000]


def day_of(on: dt.date | None, today: dt.date) -> dt.date:
    """The day that is meant.

    Raises:
        InputError: it is still to come.
    """
    if on is not None and on > today:
        raise InputError(f"{on} is still to come (days are counted in UTC)", "give a day up to today")
    return on or today
