"""From research code to something people can try: what was found in it, what was made, how that did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DemoKind = Literal[
    "text", "number", "integer", "yes/no", "choice", "image", "audio", "video", "table", "file", "folder"
]
"""What a person gives or gets."""

DemoPassed = Literal["", "option", "positional", "keyword", "setting", "constant"]
"""How something reaches the code."""

DemoValue = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class DemoInput:
    """Something that an entry point takes."""

    name: str
    """As the code calls it."""
    kind: DemoKind
    required: bool
    default: DemoValue
    """None: there is none, or it cannot be told without running the code."""
    choices: tuple[str, ...]
    """Of a choice; empty otherwise."""
    low: float | None
    """Smallest number that is allowed; None: not told."""
    high: float | None
    help: str
    """What the code says about it; empty: nothing."""
    basic: bool
    """Shown at once; else under "more settings"."""
    how: Literal["option", "switch", "positional", "keyword", "setting", "constant"]
    """How it reaches the code: on its command line, as an argument, or in place of a constant."""
    key: str
    """The option, argument, setting or constant that it stands for."""
    form: str
    """What the code wants: path, Path, pil, array, text, lines, ..."""
    many: bool
    """Several values, parted by spaces."""
    position: int | None
    """Among the arguments that have no name; None: it has one."""
    file: str
    line: int
    """Where it stands; 0: not told."""
    sure: bool
    """False: the kind was guessed, and demo.toml asks."""
    fixed: bool = False
    """Always ``default``, not asked on the page."""


@dataclass(frozen=True, slots=True)
class DemoOutput:
    """Something that an entry point gives."""

    kind: DemoKind
    how: Literal["returned", "printed", "written"]
    key: str
    """Option, argument, setting or constant that says where it is written; empty: the code decides."""
    passed: DemoPassed
    """How ``key`` reaches the code."""
    position: int | None
    target: str
    """Name of the file or folder that is handed over for ``key``."""
    sure: bool


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """A way into the code."""

    entry_id: str
    """``file:name``; what ``--entry`` takes."""
    found_by: str
    """argparse, click, hydra, another library, function, method, notebook, cells, script, README."""
    file: str
    line: int
    call: str
    """Dotted name within the file, or the command; empty: the file itself is run."""
    command: str
    """Sub-command; empty: none."""
    runs: Literal["file", "module", "function", "shell", "import", "notebook"]
    """How it is run: as a process, or imported when first called."""
    inputs: tuple[DemoInput, ...]
    setup: tuple[DemoInput, ...]
    """What the class of a method takes."""
    outputs: tuple[DemoOutput, ...]
    about: str
    """What the code says about it."""
    score: int
    """Higher is more likely what people want to try."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoObstacle:
    """Something that will be in the way of running the code elsewhere."""

    kind: Literal["path", "gpu", "download", "weights", "import", "side effect", "licence"]
    file: str
    line: int
    what: str
    """In words."""


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """Something that could not be told; demo.toml asks it."""

    key: str
    """Its place in demo.toml."""
    ask: str
    found: tuple[str, ...]
    """What the code says about it."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What ``inroad demo`` found and made."""

    name: str
    folder: str
    stub: bool
    """The app shows made-up answers unless it is told otherwise."""
    entry: DemoEntry | None
    """None: no way in was found; demo.toml asks."""
    others: tuple[DemoEntry, ...]
    """Other ways in, the likeliest first."""
    obstacles: tuple[DemoObstacle, ...]
    questions: tuple[DemoQuestion, ...]
    licence: str | None
    """None: no licence was found."""
    files: tuple[str, ...]
    """Written, relative to the folder; without the copy of the original."""
    copied: int
    """Files of the original."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One step of a test of a demo."""

    name: str
    passed: bool | None
    """None: not tried, because an earlier step failed."""
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class DemoTestReport:
    """What ``inroad demo test`` saw."""

    folder: str
    real: bool
    """False: with made-up answers."""
    passed: bool
    steps: tuple[DemoStep, ...]
    answer: str
    """What the page showed, cut; empty: nothing."""
