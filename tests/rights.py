"""A process that modes of files bind, also when root runs the tests.

Another user would not do: Python itself and this program may lie where only their owner may read.
"""

from __future__ import annotations

import ctypes
import os

_VERSION = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
_PR_CAPBSET_DROP = 24


def obey_modes() -> None:
    """Give up the right to read and write whatever modes say, for good (capabilities(7)).

    Raises:
        OSError: if the kernel does not take it back.
    """
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    # Twice: effective, permitted, inheritable; the low 32 capabilities first.
    sets = (ctypes.c_uint32 * 6)()
    for each in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        # Without this a program that is started from here would have it back.
        libc.prctl(_PR_CAPBSET_DROP, each, 0, 0, 0)
    _called(libc.capget(header, sets))
    for place in range(3):
        sets[place] &= ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH) & 0xFFFFFFFF
    _called(libc.capset(header, sets))


def _called(answer: int) -> None:
    if answer != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
