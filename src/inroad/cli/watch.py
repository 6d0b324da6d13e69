"""Check a drill each time its file is saved, until the key q is pressed."""

from __future__ import annotations

import datetime as dt
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inroad.cli import terminal
from inroad.config import Config
from inroad.errors import InroadError
from inroad.practice.room import Room
from inroad.practice.workspace import ANSWER
from inroad.report.drills_text import checked, listed

KEYS = "n next   h hint   l list   c check all   x reset   q quit"
_TICK = 0.2
"""Seconds between two looks at the file."""


def watch(config: Config, drill_id: str) -> None:
    """Check now and after every save; keys do the rest."""
    with _keys_at_once():
        looked_at: tuple[int, int] | None = None
        while True:
            # Noted before the check: what is saved while it runs is looked at next.
            now = _saved(config, drill_id)
            if now != looked_at:
                looked_at = now
                _check(config, drill_id)
            key = _key()
            if key == "q":
                return
            if key:
                drill_id = _do(config, drill_id, key)


def _room(config: Config) -> Room:
    return Room(config, dt.datetime.now(dt.UTC))


def _check(config: Config, drill_id: str) -> None:
    try:
        terminal.show_report(checked(_room(config).check(drill_id)))
    except InroadError as error:
        terminal.complain(str(error))
    terminal.show(f"[{drill_id}]  {KEYS}")


def _do(config: Config, drill_id: str, key: str) -> str:
    """What a key asks for; the drill that is worked on afterwards."""
    room = _room(config)
    try:
        if key == "n":
            return _next(room, drill_id)
        if key == "h":
            number, text = room.hint(drill_id)
            terminal.show(f"Hint {number}: {text}")
        elif key == "l":
            terminal.show_report(listed(room.states()))
        elif key == "c":
            for state in room.states().drills:
                if state.folder:
                    outcome = room.check(state.drill.drill_id).verdict.outcome
                    terminal.show(f"{state.drill.drill_id}: {outcome}")
        elif key == "x":
            terminal.show(f"Begun anew in {room.start(drill_id, anew=True)}; the old answer is beside it")
    except InroadError as error:
        terminal.complain(str(error))
    return drill_id


def _next(room: Room, drill_id: str) -> str:
    if room.stand(drill_id).open:
        terminal.show(f"{drill_id} is not passed yet; `inroad drill solution --surrender` gives it up")
        return drill_id
    drill = room.next()
    if drill is None:
        terminal.show("Nothing is due, and every drill is learnt.")
        return drill_id
    terminal.show(f"{drill.title}: write in {room.start(drill.drill_id)}")
    return drill.drill_id


def _saved(config: Config, drill_id: str) -> tuple[int, int]:
    """When the answer was last saved, and how long it is; zeros while an editor replaces it."""
    folder = _room(config).stand(drill_id).folder
    try:
        found = (Path(folder or "") / ANSWER).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _key() -> str:
    """A key that was pressed within a tick, lower case; empty if none was; q at the end of input."""
    if not select.select([sys.stdin], [], [], _TICK)[0]:
        return ""
    pressed = os.read(sys.stdin.fileno(), 1)
    if not pressed:
        time.sleep(_TICK)
        return "q"
    return pressed.decode("utf-8", "replace").lower()


@contextmanager
def _keys_at_once() -> Iterator[None]:
    """Keys count without the return key, where stdin is a terminal."""
    if not sys.stdin.isatty():
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
