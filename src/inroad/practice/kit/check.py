"""One thing that is checked of an answer, and how a failure is told."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException

from inroad.practice.kit.given import Given
from inroad.practice.kit.show import shown
from inroad.types import CheckStage

EXAMPLES = 30


Canon = Callable[[Any], Any]
"""Maps equally right results to one: the sign of a singular vector, the order of clusters."""


@dataclass(eq=False)
class Failed(Exception):
    """An answer does not pass a check."""

    message: str
    example: str | None = None
    """Inputs, what was expected and what came."""
    arguments: tuple[Any, ...] | None = None
    """The inputs themselves, for a diagnosis."""
    got: Any = None
    expected: Any = None
    diagnosis: str | None = None
    """The mistake, where the check itself can tell."""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Check:
    """One check: a stage, a name that a learner reads, and what raises :class:`Failed` if it fails."""

    stage: CheckStage
    name: str
    run: Callable[[ModuleType, ModuleType], None]
    """Called with the answer and the reference, both as modules."""
    calls: str | None = None
    """The function whose output tells which mistake was made."""
    given: Given | None = None
    """Inputs on which known mistakes are told apart."""
    canon: Canon | None = None
    """Maps equally right results to one, before mistakes are told apart."""
    reads: frozenset[str] = frozenset()
    """Names that the check's own code reads: which functions of the answer it calls is among them."""
    arguments: tuple[str, ...] | None = None
    """Names of what ``given`` draws; None: they are those of the function."""


Property = Callable[..., None]
"""Called with answer, reference and arguments; raises AssertionError or :class:`Failed` if it fails."""


def prop(
    stage: CheckStage,
    name: str,
    holds: Property,
    given_: Given | None = None,
    *,
    calls: str | None = None,
    examples: int = EXAMPLES,
) -> Check:
    """A check that a property holds for all drawn inputs (or once, if there are none to draw).

    Args:
        stage: when it is looked at.
        name: what holds, as a learner reads it: "each row sums to one".
        holds: called with the answer, the reference and the drawn arguments.
        given_: draws the arguments.
        calls: the function of the answer that a diagnosis looks at.
        examples: how many inputs are drawn.
    """

    def run(answer: ModuleType, reference: ModuleType) -> None:
        def once(*arguments: Any) -> None:
            try:
                holds(answer, reference, *arguments)
            except AssertionError as error:
                told = str(error).split("\n", 1)[0] or f"it does not hold that {name}"
                raise Failed(told, shown(arguments), arguments) from error
            except (Failed, HypothesisException, MemoryError):
                raise
            except Exception as error:
                told = blamed(error, answer)
                raise Failed(told, None if "not written" in told else shown(arguments), arguments) from error

        if given_ is None:
            once()
        else:
            search(once, given_, examples)

    names = tuple(inspect.signature(holds).parameters)[2:]  # behind answer and reference
    reads = _reads(getattr(holds, "__code__", None))
    return Check(stage, name, run, calls, given_, reads=reads, arguments=names)


def _reads(code: CodeType | None) -> frozenset[str]:
    """Every name and attribute that a piece of code reads, functions inside it included."""
    if code is None:
        return frozenset()
    inner = (_reads(each) for each in code.co_consts if isinstance(each, CodeType))
    return frozenset(code.co_names).union(*inner)


def blamed(error: Exception, answer: ModuleType) -> str:
    """What to tell of an error that came up while an answer was checked.

    One outside of the answer's lines is of what the answer gave: the solution passes the same check.
    """
    line, function = _place_in(error, answer)
    if isinstance(error, NotImplementedError) and line is not None:
        return f"{function} is not written yet"
    if line is not None:
        return f"the answer {raised(error, answer)}"
    short = (str(error).splitlines() or [""])[0][:200]
    return f"what the answer gives cannot be used ({type(error).__name__}: {short})"


def raised(error: Exception, answer: ModuleType) -> str:
    """What an answer's own error says, and in which of its lines it came up."""
    line = line_in(error, answer)
    short = (str(error).splitlines() or [""])[0][:200]
    return f"raises {type(error).__name__}: {short}" + (f" (line {line})" if line else "")


def line_in(error: Exception, module: ModuleType) -> int | None:
    """The last line of a module that an error went through; None if it never was there."""
    return _place_in(error, module)[0]


def _place_in(error: Exception, module: ModuleType) -> tuple[int | None, str]:
    """The last line and function of a module that an error went through."""
    found: tuple[int | None, str] = (None, "")
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == module.__name__:
            found = (trace.tb_lineno, trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return found


def search(once: Callable[..., None], given_: Given, examples: int = EXAMPLES) -> None:
    """Call ``once`` with drawn arguments; raise its failure for the smallest ones found."""
    each = _each(lambda arguments: once(*_copied(arguments)), given_, examples, Phase.shrink)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            each()
    except Failed as failed:
        raise failed.with_traceback(None) from None


def drawn(given_: Given, count: int) -> list[tuple[Any, ...]]:
    """The first arguments that a search would call with."""
    found: list[tuple[Any, ...]] = []
    _each(found.append, given_, count)()
    return found


def _each(
    once: Callable[[tuple[Any, ...]], None], given_: Given, examples: int, *phases: Phase
) -> Callable[[], None]:
    """A search over drawn arguments.

    The same inputs every time: no clock, no saved examples, and a seed that does not hang on the text of this
    file, so that an answer is judged alike tomorrow and elsewhere.
    """

    @seed(0)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, *phases),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(given_)
    def each(arguments: tuple[Any, ...]) -> None:
        once(arguments)

    return each


def _copied(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(each.copy() if isinstance(each, np.ndarray) else each for each in arguments)
