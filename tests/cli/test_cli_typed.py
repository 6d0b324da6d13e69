"""What was typed becomes the same value, and is refused in the same words, as Typer does it alone."""

import contextlib
import io
from pathlib import Path
from typing import Annotated

import pytest
import typer
from loaded import loading

from inroad.cli.log import KindOption
from inroad.cli.options import AsOf
from inroad.cli.typed import quickly

SEEN: list[object] = []


def _command(
    words: Annotated[list[str] | None, typer.Argument()] = None,
    whole: Annotated[int, typer.Option(min=1, max=9)] = 3,
    share: float = 2,
    file: Path | None = None,
    files: Annotated[list[Path] | None, typer.Option()] = None,
    kind: KindOption | None = None,
    as_of: AsOf = None,
    told: bool = False,
) -> None:
    SEEN[:] = [words, whole, share, file, files, kind, as_of, told]


def _asked(argv: list[str], quick: bool) -> tuple[object, str, str]:
    app = typer.Typer()
    app.command()(_command)
    command = typer.main.get_command(app)
    if quick:
        quickly(command)
    SEEN.clear()
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), pytest.raises(SystemExit) as end:
        command.main(argv, prog_name="it")
    return end.value.code or 0, out.getvalue(), repr(SEEN)  # nan is not itself


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["a", "b c", "--told"],
        ["--whole", "9", "--share", "-2.25"],
        ["--whole", " 4"],
        ["--whole", "1_0"],
        ["--whole", "0"],
        ["--whole", "10"],
        ["--whole", "ten"],
        ["--whole", "4.0"],
        ["--whole", "\u0664"],
        ["--whole", "12345678901234567890"],
        ["--share", "1e-3"],
        ["--share", "nan"],
        ["--share", ".5"],
        ["--share", "half"],
        ["--file", "/nowhere/at all", "--files", "a", "--files", "/"],
        ["--file", ""],
        ["--kind", "intense"],
        ["--kind", "Intense"],
        ["--kind", "other"],
        ["--as-of", "2024-02-29"],
        ["--as-of", "2023-02-29"],
        ["--none-such"],
        ["--whole"],
        ["--help"],
    ],
)
def test_values_and_refusals_are_those_of_typer(argv):
    assert _asked(argv, quick=True) == _asked(argv, quick=False)


@pytest.mark.parametrize(
    "line", [["helped"], ["log", "add", "30m", "--kind", "intense"], ["venues", "--help"]]
)
def test_a_plain_command_line_loads_no_library_of_types(environment, line):
    assert "pydantic" not in loading(environment, line)[1]
