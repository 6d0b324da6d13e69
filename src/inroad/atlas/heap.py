"""Memory that is free again goes back to the system at once, where the C library lets us say so.

glibc keeps large blocks for itself once some were freed, one heap a thread.  Arrays of millions of rows come
and go in a join; kept that way they took a fifth of a build's memory.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Numbers of the settings in glibc's ``malloc.h``."""
_LARGE = 1 << 20


def give_back() -> None:
    """From now on blocks of a megabyte and more are the system's again when freed; nothing elsewhere."""
    with suppress(OSError, AttributeError, TypeError):
        set_ = ctypes.CDLL(None).mallopt
        set_(_MMAP_THRESHOLD, _LARGE)
        set_(_ARENA_MAX, 1)
