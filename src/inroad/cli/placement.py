"""Placement on the terminal: a task, four answers, one key."""

from __future__ import annotations

from inroad.cli import terminal
from inroad.practice import place, placement
from inroad.practice.items import OPTIONS, Item
from inroad.practice.room import Room

_KEYS = "abcd"


def ask(room: Room) -> None:
    """Ask until enough is known; what was answered is kept also when it is broken off."""
    terminal.show(
        f"At most {place.MOST_ITEMS} questions. Take a minute for each; do not guess, '?' is an answer."
    )
    choices: list[place.Choice] = []
    seed = room.now.isoformat()
    while (question := placement.asked(room.catalogue, seed, choices)) is not None:
        answer = _asked(question, len(choices) + 1)
        if answer is None:
            break
        choices.append(place.Choice(question.drill.drill_id, answer, OPTIONS))
    if not choices:
        return
    room.place(choices)
    _tell(room, choices)


def _asked(question: Item, number: int) -> bool | None:
    """Whether the right answer was chosen; None to stop."""
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
