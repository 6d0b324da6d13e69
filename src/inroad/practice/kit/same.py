"""An answer's function gives what the reference gives, stage by stage, and leaves its inputs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis.errors import HypothesisException

from inroad.practice.kit.check import EXAMPLES, Canon, Check, Failed, raised, search
from inroad.practice.kit.given import Given
from inroad.practice.kit.show import compared, shown
from inroad.practice.poison import Banned
from inroad.types import CheckStage


def same(
    function: str,
    given: Given,
    *,
    rtol: float = 1e-9,
    atol: float = 1e-9,
    canon: Canon = lambda result: result,
    examples: int = EXAMPLES,
    dtype: bool = True,
) -> list[Check]:
    """Checks of all stages that a function of the answer agrees with the reference's.

    Args:
        function: its name.
        given: draws its arguments.
        rtol, atol: tolerances as of :func:`numpy.allclose`; say beside it what they allow for.
        canon: applied to both results first.
        examples: how many inputs are drawn.
        dtype: whether whole numbers, floats and booleans must agree in kind.
    """

    def values(arguments: tuple[Any, ...], expected: Any, got: Any) -> None:
        _same_values(arguments, expected, got, rtol, atol)

    later = {"shape": _same_shape, **({"dtype": _same_type} if dtype else {}), "values": values}
    pass_ = _Pass(function, given, canon, later, examples)
    return [
        Check(stage, told.format(function), partial(pass_.check, stage), function, given, canon)
        for stage, told in _TOLD.items()
        if stage == "runs" or stage in later
    ]


_TOLD: dict[CheckStage, str] = {
    "runs": "{} runs",
    "shape": "{} has the right shape",
    "dtype": "{} has the right type",
    "values": "{} has the right values",
}

Looks = Mapping[str, Callable[[tuple[Any, ...], Any, Any], None]]


@dataclass
class _Pass:
    """All stages of one function in one pass over the inputs; the checks of single stages ask it.

    Drawing inputs takes longer than looking at results, so each input is drawn once and not once a stage.
    """

    function: str
    given: Given
    canon: Canon
    later: Looks
    """What is looked at after it runs, in this order."""
    examples: int
    found: tuple[ModuleType, str, Failed] | None = None
    """The answer that was last looked at, and its first failing stage."""
    passed: ModuleType | None = None

    def check(self, stage: str, answer: ModuleType, reference: ModuleType) -> None:
        """Raise the failure of a stage, if it is the first one that fails."""
        if self.passed is not answer and (self.found is None or self.found[0] is not answer):
            self._look(answer, reference)
        if self.found is not None and self.found[0] is answer and self.found[1] == stage:
            raise self.found[2]

    def _look(self, answer: ModuleType, reference: ModuleType) -> None:
        stages, self.found, self.passed = ["runs", *self.later], None, None
        failed = self._failed(answer, reference, stages)
        # Another input may fail at an earlier stage, which is what a learner must hear of first.
        while failed is not None:
            self.found = (answer, *failed)
            stages = stages[: stages.index(failed[0])]
            failed = self._failed(answer, reference, stages) if stages else None
        self.passed = answer if self.found is None else None

    def _failed(
        self, answer: ModuleType, reference: ModuleType, stages: Sequence[str]
    ) -> tuple[str, Failed] | None:
        at = "runs"

        def once(*arguments: Any) -> None:
            nonlocal at
            at = "runs"
            got = _leaves_alone(answer, self.function, arguments)
            if len(stages) > 1:
                expected = self.canon(call(reference, self.function, arguments))
                got = guarded(self.canon, got, arguments)
            for at in stages[1:]:
                self.later[at](arguments, expected, got)

        try:
            search(once, self.given, self.examples)
        except Failed as failed:
            return at, failed
        return None


def stable(function: str, *extremes: tuple[Any, ...], rtol: float = 1e-6, atol: float = 1e-9) -> Check:
    """A function agrees with the reference where naive arithmetic overflows, divides by zero or cancels.

    Args:
        function: its name.
        extremes: arguments of one call each: logits of 1e4, variances of 1e-12, a single sample.
        rtol, atol: looser than elsewhere, since digits are lost there by nature.
    """

    def run(answer: ModuleType, reference: ModuleType) -> None:
        with np.errstate(all="ignore"):
            for arguments in extremes:
                got, expected = call(answer, function, arguments), call(reference, function, arguments)
                _same_shape(arguments, expected, got)
                _same_values(arguments, expected, got, rtol, atol)

    return Check("stability", f"{function} holds at extreme inputs", run, function)


def call(module: ModuleType, function: str, arguments: tuple[Any, ...]) -> Any:
    """Call a function of an answer with copies of the arguments; its errors become a failure."""
    return _called(module, function, copied(arguments))


def _called(module: ModuleType, function: str, arguments: tuple[Any, ...]) -> Any:
    made = getattr(module, function, None)
    if not callable(made):
        raise Failed(f"there is no function {function} in the answer")
    try:
        return made(*arguments)
    except (HypothesisException, Failed, Banned, MemoryError):
        raise
    except NotImplementedError as error:
        raise Failed(f"{function} is not written yet") from error
    except Exception as error:
        raise Failed(f"{function} {raised(error, module)}", shown(arguments), arguments) from error


def guarded(canon: Canon, got: Any, arguments: tuple[Any, ...]) -> Any:
    """``canon`` of what an answer gave, which may be of any type."""
    try:
        return canon(got)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise Failed(
            f"what it returns has not the form asked for ({type(got).__name__})",
            shown(arguments),
            arguments,
            got,
        ) from error


def copied(each: Any) -> Any:
    """A copy as deep as arrays go, so that neither side sees what the other did to its inputs."""
    if isinstance(each, np.ndarray):
        return each.copy()
    if isinstance(each, tuple | list):
        return type(each)(copied(item) for item in each)
    if isinstance(each, dict):
        return {key: copied(item) for key, item in each.items()}
    if isinstance(each, np.random.Generator):
        again = np.random.Generator(type(each.bit_generator)())
        again.bit_generator.state = each.bit_generator.state
        return again
    return each


def leaves(each: Any, path: str = "result") -> Iterator[tuple[str, Any]]:
    """Every array or number inside a result, with where it is."""
    if isinstance(each, dict):
        for key in sorted(each, key=str):
            yield from leaves(each[key], f"{path}[{key!r}]")
    elif isinstance(each, tuple | list):
        for place, item in enumerate(each):
            yield from leaves(item, f"{path}[{place}]")
    else:
        yield path, each


# -- stages ---------------------------------------------------------------------------------------


def _leaves_alone(answer: ModuleType, function: str, arguments: tuple[Any, ...]) -> Any:
    """What the function gives, if it gives anything and does not change its arguments."""
    kept = copied(arguments)
    result = _called(answer, function, kept)
    if result is None:
        raise Failed(f"{function} returns nothing", shown(arguments), arguments)
    for place, (before, after) in enumerate(zip(arguments, kept, strict=True), 1):
        if not _untouched(before, after):
            told = f"{function} changes its input in place (argument {place})"
            raise Failed(told, shown(arguments), arguments)
    return result


def _untouched(before: Any, after: Any) -> bool:
    """Whether an argument is still what it was; of what is no array, list or dict nothing can be told."""
    if isinstance(before, np.ndarray):
        return bool(np.array_equal(before, after, equal_nan=before.dtype.kind == "f"))
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(_untouched, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_untouched(before[k], after[k]) for k in before)
    return not isinstance(before, str | int | float | bool) or before == after or before != before


def _same_shape(arguments: tuple[Any, ...], expected: Any, got: Any) -> None:
    wanted, came = dict(leaves(expected)), dict(leaves(got))
    if wanted.keys() != came.keys():
        told = f"expected {_form(expected)}, got {_form(got)}"
        raise Failed(told, compared(arguments, expected, got), arguments, got, expected)
    for path, each in wanted.items():
        if _numeric(each) and not _numeric(came[path]):
            told = f"{path} is a {type(came[path]).__name__}, not a number or an array"
            raise Failed(told, compared(arguments, expected, got), arguments, got, expected)
        if _numeric(each) and np.shape(came[path]) != np.shape(each):
            told = f"{path} has shape {np.shape(came[path])}, expected {np.shape(each)}"
            raise Failed(told, compared(arguments, expected, got), arguments, got, expected)


def _same_type(arguments: tuple[Any, ...], expected: Any, got: Any) -> None:
    came = dict(leaves(got))
    for path, each in leaves(expected):
        if not _numeric(each) or path not in came or not _numeric(came[path]):
            continue
        wanted, is_ = np.asarray(each).dtype, np.asarray(came[path]).dtype
        if wanted.kind != is_.kind or wanted.itemsize > is_.itemsize:
            told = f"{path} is {is_}, expected {wanted}"
            raise Failed(told, compared(arguments, expected, got), arguments, got, expected)


def _same_values(arguments: tuple[Any, ...], expected: Any, got: Any, rtol: float, atol: float) -> None:
    came = dict(leaves(got))
    for path, each in leaves(expected):
        if not agree(each, came.get(path), rtol, atol):
            told = f"{path} differs from what is expected"
            raise Failed(told, compared(arguments, expected, got), arguments, got, expected)


def agree(expected: Any, got: Any, rtol: float, atol: float) -> bool:
    """Whether two leaves are the same within the tolerances (by value for what is no number)."""
    if not _numeric(expected) or not _numeric(got):
        return bool(type(expected) is type(got) and expected == got)
    one, other = np.asarray(expected), np.asarray(got)
    return one.shape == other.shape and bool(np.allclose(other, one, rtol=rtol, atol=atol, equal_nan=True))


def _numeric(each: Any) -> bool:
    return isinstance(each, bool | int | float | complex | np.ndarray | np.generic) and (
        np.asarray(each).dtype.kind in "biufc"
    )


def _form(each: Any) -> str:
    if isinstance(each, tuple | list):
        return f"a {type(each).__name__} of {len(each)}"
    if isinstance(each, dict):
        return f"a dict with {', '.join(map(repr, sorted(each, key=str)))}"
    return f"one {type(each).__name__}"
