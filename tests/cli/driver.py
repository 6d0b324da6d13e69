"""The real program over a stand-in for the atlas: ``python driver.py CASE ARGUMENTS...``.

A small honest fake in place of ``inroad.scout`` and ``inroad.atlas.open``, so that these tests speak of
the command line alone, and so that every way of failing can be had on demand.
"""

from __future__ import annotations

import sys
from types import ModuleType

import sample

from inroad.cli import main
from inroad.errors import InputError, NotFound

FAILURES = {
    "expected": InputError("no such \x1b[31mfield\u202e", "try broader words"),
    "near": NotFound("no method 'lorra'", "check the spelling", ("LoRA", "QLoRA")),
    "unexpected": ValueError("a bug \x1b[31m"),
    "interrupt": KeyboardInterrupt(),
}
REPORTS = {"full": sample.FULL, "empty": sample.EMPTY, "hostile": sample.hostile()}


def scout(atlas: object, query: str, *, as_of: object = None, top: int = 10, drills: object = ()) -> object:
    if case in FAILURES:
        raise FAILURES[case]
    return REPORTS[case]


def method(atlas: object, name: str, *, as_of: object = None, drills: object = ()) -> object:
    if case in FAILURES:
        raise FAILURES[case]
    return sample.METHOD if case == "full" else sample.UNKNOWN_METHOD


def build(
    *arguments: object, progress: object, full: bool = False, beside: object = None, engine: object = None
) -> None:
    progress("reading", 0, 2)
    progress("reading", 2, 2)
    if case in FAILURES:
        raise FAILURES[case]


class Atlas:
    texts = None

    def coverage(self) -> object:
        return sample.COVERAGE


def pretend(name: str, **content: object) -> None:
    module = ModuleType(name)
    vars(module).update(content)
    sys.modules[name] = module


if __name__ == "__main__":
    case = sys.argv[1]
    pretend("inroad.scout", scout=scout, method=method)
    pretend("inroad.atlas.open", open_atlas=lambda config: Atlas())
    pretend("inroad.atlas.build", build=build)
    pretend("inroad.starter.make", build=build, build_from_home=build)
    sys.exit(main(sys.argv[2:]))
