"""From words typed to a command run, and from what went wrong to one line.

Commands stand in the help without being imported: ``Lazy`` knows its name and one line of help, and
becomes the real command when it is called.
"""

from __future__ import annotations

import errno
import importlib
import keyword
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from inroad import __version__, cli, config
from inroad.cli import terminal
from inroad.cli.typed import quickly
from inroad.errors import InroadError, NotFound, QueryError

# The common parent of all usage errors; Typer offers only this one of them by name.
UsageProblem = cast("type[Exception]", typer.BadParameter.__mro__[2])

HELP = """Get into a machine-learning research field from outside.

Start with a field you are curious about:  inroad scout "low-rank adaptation"
"""
EPILOG = "Works offline with the bundled starter atlas. 'inroad COMMAND --help' explains a command."
SETTINGS = {"help_option_names": ["--help", "-h"]}


class Lazy(TyperCommand):
    """A command known by name and one line of help until it is called."""

    def __init__(self, entry: cli.Command, room: str) -> None:
        super().__init__(entry.name, help=entry.help, rich_help_panel=room)
        self.entry = entry

    @cached_property
    def real(self) -> TyperCommand | TyperGroup:
        """The command itself, its file imported."""
        module = importlib.import_module(f"inroad.cli.{_file(self.entry.name)}")
        app = _app(help=self._help(), cls=_group(self.entry.usual, self.entry.alone))
        for name in self.entry.verbs or (self.entry.name,):
            function = _function(module, name)
            app.command(name, help=_flow(function.__doc__ or ""))(function)
        if self.entry.verbs:
            app.callback()(lambda: None)
        made = cast("TyperCommand | TyperGroup", typer.main.get_command(app))
        made.name = self.entry.name
        quickly(made)
        return made

    def _help(self) -> str:
        if not self.entry.usual:
            return self.entry.help
        name, usual = self.entry.name, self.entry.usual
        if self.entry.alone:
            return f"{self.entry.help}\n\n'inroad {name}' is short for 'inroad {name} {usual}'."
        short = f"'inroad {name} WORDS' is short for 'inroad {name} {usual} WORDS'"
        return f"{self.entry.help}\n\n{short}, which also takes words that begin like one of these commands."

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Parse with the real command; from here on it has taken over."""
        return self.real.make_context(*args, **kwargs)


def _group(usual: str, alone: bool) -> type[TyperGroup]:
    """A group whose verb ``usual`` need not be said; words that look like a verb can follow ``--``."""

    class Group(TyperGroup):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            if alone and not args:
                args = [usual]
            if args and args[0] not in {*self.commands, *SETTINGS["help_option_names"]}:
                args = [usual, *args]
            return super().parse_args(ctx, args)

    return Group if usual else TyperGroup


def program() -> TyperGroup:
    """The whole command line."""
    app = _app(help=HELP, epilog=EPILOG)
    app.callback()(_options)
    group = cast(TyperGroup, typer.main.get_command(app))
    group.name = "inroad"
    quickly(group)
    for room, entries in cli.ROOMS.items():
        for entry in entries:
            group.add_command(Lazy(entry, room))
    return group


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command line and say how it ended."""
    terminal.prepare()
    try:
        return _finish(_invoke(list(sys.argv[1:] if argv is None else argv)))
    except BrokenPipeError:
        terminal.quiet_stdout()
        return 141  # as a shell reports a writer whose reader went away
    except OSError as error:
        said = _refused(error)
        if said is None:
            raise
        terminal.quiet_stdout()
        terminal.complain(said)
        return 1


def _refused(error: OSError) -> str | None:
    """What the system refuses to any program, in words; None: something else."""
    where = error.filename or "its files"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no space left to write to: free some, then run it again"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"cannot use {where} ({(error.strerror or '').lower()}): give yourself access to it"
    if error.errno == errno.EIO:
        return f"cannot use {where} (the disk does not answer): `inroad doctor` tells what is whole"
    return None


def _finish(code: int) -> int:
    sys.stdout.flush()
    return code


def _invoke(argv: list[str]) -> int:
    try:
        group = program()
        with group.make_context("inroad", argv) as context:
            group.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except QueryError as error:
        terminal.complain(f"{error.problem}: {error.remedy}")
        terminal.point(*error.pointer)
        return 1
    except InroadError as error:
        terminal.complain(_line(error))
        return 1
    except UsageProblem as problem:
        return _wrong_usage(problem)
    return 0


def _line(error: InroadError) -> str:
    near = error.near if isinstance(error, NotFound) else ()
    if not near or near[0] in error.remedy:
        return str(error)
    return f"{error} (near: {', '.join(near)})"


def _wrong_usage(problem: Any) -> int:
    message = problem.format_message().strip().rstrip(".")
    if message:  # without one, the help itself has just been printed
        where = problem.ctx.command_path if problem.ctx else "inroad"
        see = " See" if message.endswith("?") else ": see"
        terminal.complain(f"{message[:1].lower()}{message[1:]}{see} '{where} --help'")
    return int(problem.exit_code)


def _app(**settings: Any) -> typer.Typer:
    return typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        rich_markup_mode="rich",
        **settings,
    )


def _file(name: str) -> str:
    # No module can be imported by the name of a keyword: ``import`` is in ``import_.py``.
    return f"{name}_" if keyword.iskeyword(name) else name


def _function(module: ModuleType, name: str) -> Callable[..., Any]:
    # A command may be called like a keyword of the language: ``import`` is the function ``import_``.
    found = getattr(module, name, None) or getattr(module, f"{name}_")
    return cast("Callable[..., Any]", found)


def _flow(text: str) -> str:
    """Paragraphs on one line each: the help wraps them to the terminal's width."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _version(wanted: bool) -> None:
    if wanted:
        terminal.show(f"inroad {__version__}")
        raise typer.Exit


def _options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="Where your data lives; else INROAD_HOME, else your user data folder."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version.")
    ] = False,
) -> None:
    context.obj = config.load(home)
