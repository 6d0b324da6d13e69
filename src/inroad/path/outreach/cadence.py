"""When to write again, when to stop, and what may be concluded from replies (pure)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from inroad.types import Contact, ContactStanding, ContactState, Funnel, OutreachReport

PAUSE = dt.timedelta(days=7)
"""Before a follow-up, and after the last one before the matter is closed."""
FOLLOW_UPS = 2
FEW = 10
"""Settled letters below which no rate is told."""
Z = 1.959963984540054
_ORDER: dict[ContactState, int] = {"follow up": 0, "to write": 1, "waiting": 2, "replied": 3, "closed": 4}


def report(contacts: Sequence[Contact], today: dt.date, said: str = "") -> OutreachReport:
    """All contacts with what there is to do, and how many came how far."""
    standings = sorted(
        (standing(each, today) for each in contacts),
        key=lambda each: (
            _ORDER[each.state],
            each.due or dt.date.max,
            each.contact.added,
            each.contact.contact_id,
        ),
    )
    return OutreachReport(today, tuple(standings), funnel(standings), said)


def standing(contact: Contact, today: dt.date) -> ContactStanding:
    """What there is to do about one contact."""
    sent = [each for each in contact.happened if each.what == "sent"]
    whats = {each.what for each in contact.happened}
    if "replied" in whats:
        return ContactStanding(
            contact, "replied", len(sent), None, "They answered: thank them, with what came of it."
        )
    if "closed" in whats:
        return ContactStanding(
            contact, "closed", len(sent), None, "Closed. New work of yours would be a new reason."
        )
    if not sent:
        return ContactStanding(contact, "to write", 0, None, "Nothing was sent yet.")
    due = max(each.day for each in sent) + PAUSE
    if len(sent) > FOLLOW_UPS:
        if today >= due:
            return ContactStanding(contact, "closed", len(sent), None, _OVER)
        return ContactStanding(
            contact, "waiting", len(sent), None, f"The last one was sent; closed on {due} if silent."
        )
    if today >= due:
        left = FOLLOW_UPS - len(sent) + 1
        return ContactStanding(contact, "follow up", len(sent), due, _again(left))
    return ContactStanding(contact, "waiting", len(sent), due, f"Follow up on {due}, not before.")


_OVER = (
    "Three letters were sent and nothing came, which is usual and no judgement of you.  It is closed; "
    "new work of yours would be a new reason to write."
)


def _again(left: int) -> str:
    times = "once more after this" if left > 1 else "for the last time"
    return f"Follow up, in two sentences, with something new: {times}."


def funnel(standings: Sequence[ContactStanding]) -> Funnel:
    """How many came how far; no rate while few letters are settled."""
    written = [each for each in standings if each.sent]
    replied = [each for each in written if each.state == "replied"]
    settled = [each for each in written if each.state in ("replied", "closed")]
    enough = len(settled) >= FEW
    return Funnel(
        len(standings),
        len(written),
        len(replied),
        sum(_letters_before(each.contact) > 1 for each in replied),
        len(replied) / len(settled) if enough else None,
        wilson(len(replied), len(settled)) if enough else None,
        len(settled),
    )


def _letters_before(contact: Contact) -> int:
    """Letters that were sent up to the first reply."""
    first = min(each.day for each in contact.happened if each.what == "replied")
    return sum(each.what == "sent" and each.day <= first for each in contact.happened)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
