"""Placement on the terminal: a task, four answers, one key."""

from __future__ import annotations

from inroad.cli import terminal
from inroad.practice import place
from inroad.practice.items import OPTIONS, item
from inroad.practice.room import Room
from inroad.types import Drill

_KEYS = "abcd"


def ask(room: Room) -> None:
    """Ask until enough is known; what was answered is kept also when it is broken off."""
    terminal.show(
        f"At most {place.MOST_ITEMS} questions. Take a minute for each; do not guess, '?' is an answer."
    )
    choices: list[place.Choice] = []
    seed = room.now.isoformat()
    while (drill := place.next_item(choices, room.catalogue, OPTIONS)) is not None:
        answer = _asked(drill, seed, len(choices) + 1)
        if answer is None:
            break
        choices.append(place.Choice(drill.drill_id, answer, OPTIONS))
    if not choices:
        return
    room.place(choices)
    _tell(room, choices)


def _asked(drill: Drill, seed: str, number: int) -> bool | None:
    """Whether the right answer was chosen; None to stop."""
    question = item(drill, seed)
    terminal.show_text(f"\n--- {number} ---\n\n{question.task}\n")
    terminal.show(f"Exactly one is right: which {question.function or 'answer'} is it?")
    for key, option in zip(_KEYS, question.options, strict=True):
        terminal.show_text(f"\n--- {key} ---\n{option}")
    while True:
        try:
            chosen = input("\na, b, c, d, ? for 'I do not know', q to stop: ").strip().lower()
        except EOFError:
            return None
        if chosen == "q":
            return None
        if chosen == "?":
            return False
        if chosen in tuple(_KEYS):
            return _KEYS.index(chosen) == question.right


def _tell(room: Room, choices: list[place.Choice]) -> None:
    known = room.placed()
    ready = room.ready()
    right = sum(choice.right for choice in choices)
    terminal.show_text(f"\n{right} of {len(choices)} right: {len(known)} drills are passed over.")
    if ready:
        terminal.show(f"Begin here: inroad drill start {ready[0].drill_id}")
