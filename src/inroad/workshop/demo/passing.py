"""How values reach the original: the expressions of ``call.py``."""

from __future__ import annotations

import posixpath
from typing import Any

from inroad.types import DemoEntry, DemoInput
from inroad.workshop.demo import kinds
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.demo.fields import Field, Shown
from inroad.workshop.demo.notebooks import with_notebooks
from inroad.workshop.demo.uses import SHOWS
from inroad.workshop.demo.words import WIDTH, argument, called, identifiers, literal
from inroad.workshop.source.python import dotted

_UNPARSED = ("script", "docopt", "README", "hydra", "absl", "OmegaConf", "getopt", "sacred")
"""Ways in to which ``--`` is no end of the options."""


def passing(
    entry: DemoEntry, code: Code, fields: tuple[Field, ...], outputs: tuple[Shown, ...], gpu: bool
) -> dict[str, Any]:
    """What the templates of ``call.py``, ``files.py`` and ``runner.py`` are told."""
    is_process = entry.runs not in ("import", "notebook")
    made = _Made(entry, code, fields, outputs)
    told = made.process(gpu) if is_process else made.imported()
    uses = made.uses | {f"{each.kind}_out" for each in outputs if each.how == "returned"}
    uses |= {"rows_out"} if "table_out" in uses else set()
    constants = bool(told.get("constants"))
    runs_script = is_process and entry.runs == "file" and (constants or gpu)
    return {
        "is_process": is_process,
        "folder": made.folder,
        "roots": made.roots,
        "uses": uses,
        "returns": any(each.how == "returned" for each in outputs),
        "has_constants": constants,
        "has_prompts": any(each.key.startswith("input:") for each in entry.inputs),
        "has_environment": any(each.key.startswith("env:") for each in entry.inputs),
        "has_members": any(_is_member(each) for each in entry.inputs),
        "has_cells": is_process and entry.file.endswith(".ipynb"),
        "has_runner": runs_script or (not is_process and gpu),
        "has_figures": made.has_figures,
        "has_python": entry.runs != "shell",
        "has_printed": any(each.how == "printed" for each in outputs),
        "files": [each.var for each in outputs if each.is_file],
        "constants": [],
        **told,
    }


class _Made:
    """Expressions for one entry, and which helpers they need."""

    def __init__(
        self, entry: DemoEntry, code: Code, fields: tuple[Field, ...], outputs: tuple[Shown, ...]
    ) -> None:
        self.entry, self.fields, self.outputs = entry, fields, outputs
        self.uses: set[str] = set()
        self.helpers: set[str] = {"CallError", "Workspace"}
        module = code.modules.get(entry.file)
        self.folder = _folder(code, module, entry.file)
        self.roots = _roots(module, entry.file)
        self.module = module
        self.has_figures = _shows(code, module)
        self.helpers |= {"HERE"} if self.has_figures else set()

    # -- values ---------------------------------------------------------------------------------------

    def value(self, each: DemoInput) -> str:
        """What an input is worth, as an expression."""
        if each.form == "rate":
            return self.rate()
        if each.fixed:
            return literal(each.default)
        field = next(field for field in self.fields if field.seen is each)
        return self.converted(each, f"values[{literal(field.var)}]")

    def raw(self, each: DemoInput) -> str:
        """The value as it is given, before it takes the form that the code wants."""
        field = next((field for field in self.fields if field.seen is each), None)
        return f"values[{literal(field.var)}]" if field else literal(each.default)

    def rate(self) -> str:
        """The rate of the sound that is given."""
        self.uses.add("rate")
        sound = next(field for field in self.fields if field.seen.kind == "audio")
        return self.helper("rate_of", f"values[{literal(sound.var)}]")

    def converted(self, each: DemoInput, raw: str) -> str:
        """A value in the form that the code wants."""
        if each.kind == "folder":
            self.uses.add("folder")
            return self.helper("folder_of", raw)
        if each.kind in kinds.MEDIA or each.kind == "video":
            return self.opened(each, raw)
        if self.entry.runs not in ("import", "notebook"):
            return raw
        if each.form == "words":
            self.uses.add("lines")
            return self.helper("as_lines", raw)
        if each.form == "numbers" or (each.kind == "text" and each.form == "array"):
            self.uses.add("numbers")
            return self.helper("as_numbers", raw)
        return raw

    def opened(self, each: DemoInput, raw: str) -> str:
        """A file as a path, a picture or an array."""
        helper, use = {
            "pil": ("as_picture", "pil"),
            "frame": ("as_frame", "frame"),
            "Path": ("as_path", "as_path"),
        }.get(each.form, ("path_of", ""))
        if each.form in ("array", "vector"):
            helper, use = {"image": ("as_pixels", "image_array"), "audio": ("as_samples", "audio_array")}.get(
                each.kind, ("as_array", "file_array")
            )
        if self.entry.runs not in ("import", "notebook"):
            helper, use = "path_of", ""
        self.uses.add(use)
        return self.helper(helper, f"{raw}, flat=True" if each.form == "vector" else raw)

    def helper(self, name: str, raw: str) -> str:
        """A call of a function of ``files.py``."""
        self.helpers.add(name)
        return f"{name}({raw})"

    def target(self, each: Shown) -> str:
        """Where a result is to be written."""
        space = "space" if self.entry.runs not in ("import", "notebook") else "_space()"
        return f"str({space}.target({literal(each.target)}))"

    # -- a process ------------------------------------------------------------------------------------

    def process(self, gpu: bool) -> dict[str, Any]:
        """What the template for processes is told."""
        entry = self.entry
        constants = [
            self.constant(each.key, self.value(each)) for each in entry.inputs if each.how == "constant"
        ]
        constants += [
            self.constant(each.seen.key, self.target(each))
            for each in self.outputs
            if each.seen.passed == "constant"
        ]
        placed = sorted(
            [(each.position, self.positional(each)) for each in entry.inputs if each.how == "positional"]
            + [
                (each.seen.position, f"*positional({self.target(each)})")
                for each in self.outputs
                if each.seen.passed == "positional"
            ],
            key=lambda each: each[0] or 0,
        )
        in_order = sorted(entry.inputs, key=lambda each: not each.key.startswith("-"))  # pairs come last
        named = [text for each in in_order if (text := self.named(each))]
        named += [self.written(each) for each in self.outputs if each.seen.passed in ("option", "setting")]
        ends = ['"--"'] if placed and entry.found_by not in _UNPARSED else []
        runner = entry.runs == "file" and (bool(constants) or gpu)
        self.helpers |= {"HERE"} if runner else set()
        return {
            "command": self.command(runner, bool(constants)),
            "arguments": [*named, *ends, *(text for _, text in placed)],
            "constants": constants,
            "imported": sorted(self.helpers, key=lambda name: (not name.isupper(), name)),
            "has_switch": any(each.how == "switch" for each in entry.inputs),
            "has_option": any(text.startswith("*option(") for text in named),
            "has_setting": any(text.startswith("*setting(") for text in named),
            "has_positional": bool(placed),
        }

    def constant(self, key: str, code: str) -> dict[str, Any]:
        """A constant that is replaced: by its name, or by its text."""
        return {"key": key, "code": code, "is_name": key.isidentifier()}

    def positional(self, each: DemoInput) -> str:
        """An argument without a name."""
        return called("*positional", [self.value(each), *(["many=True"] * each.many)], 8)

    def named(self, each: DemoInput) -> str:
        """An option, switch or setting; empty for what has no name."""
        default = None if each.required or each.kind in kinds.MEDIA else each.default
        more = [literal(default)] * (default is not None) + ["many=True"] * each.many
        more += ["each=True"] * (each.many and each.form == "each")
        if each.how == "switch":
            on, _, off = each.key.partition("/")
            stands = not each.default if each.required else bool(each.default)
            return called("*switch", [literal(on), literal(off), self.value(each), str(stands)], 8)
        if each.how == "option" and each.form == "word" and each.kind == "yes/no":
            return called(
                "*option", [literal(each.key), f"str({self.value(each)})", literal(str(each.default))], 8
            )
        if each.how == "option":
            return called("*option", [literal(each.key), self.value(each), *more], 8)
        given = [literal(each.key), self.value(each), *more]
        return called("*setting", given, 8) if each.how == "setting" else ""

    def written(self, each: Shown) -> str:
        """The option that says where a result goes."""
        name = "setting" if each.seen.passed == "setting" else "option"
        return called(f"*{name}", [literal(each.seen.key), self.target(each)], 8)

    def command(self, runner: bool, constants: bool) -> list[str]:
        """What is run, before its arguments."""
        entry = self.entry
        script = posixpath.relpath(entry.file, self.folder or ".")
        sub = [literal(each) for each in entry.command.split()]
        if entry.runs == "shell":
            return ['"sh"', literal(script)]
        if entry.runs == "module":
            name = self.module.dotted if self.module else script
            return ["sys.executable", '"-m"', literal(name.removesuffix(".__main__")), *sub]
        if entry.runs == "function" and self.module:
            where, _, call = entry.call.rpartition(":")
            door = call.partition(".")[0]
            code = f"import sys; from {where or self.module.dotted} import {door}; sys.exit({call}())"
            return ["sys.executable", '"-c"', literal(code), *sub]
        given = ["str(given)"] if constants else []
        return [
            "sys.executable",
            *(['str(HERE / "runner.py")'] if runner else []),
            literal(script),
            *given,
            *sub,
        ]

    # -- in this process ------------------------------------------------------------------------------

    def imported(self) -> dict[str, Any]:
        """What the template for imports is told."""
        entry, module = self.entry, self.module
        owner, _, method = entry.call.rpartition(".")
        setup = [
            {"var": var, "code": self.raw(each), "pass_as": argument(each.key, self.converted(each, var), 8)}
            for each, var in zip(entry.setup, identifiers(each.name for each in entry.setup), strict=True)
        ]
        placed = [(each.position, self.value(each)) for each in entry.inputs if each.how == "positional"]
        named = [
            argument(each.key, self.value(each), 16) for each in entry.inputs if each.how != "positional"
        ]
        named += [
            f"{each.seen.key}={self.target(each)}" for each in self.outputs if each.seen.passed == "keyword"
        ]
        returned = any(each.how == "returned" for each in self.outputs)
        self.helpers |= {"result_of"} if returned else set()
        return {
            "arguments": [*(text for _, text in sorted(placed, key=lambda each: each[0] or 0)), *named],
            "setup": setup,
            "signature": _signature([each["var"] for each in setup]),
            "owner": owner,
            "has_page": entry.found_by == "gradio",
            "method": method,
            "module": module.dotted if module else "",
            "has_setup": bool(module and f"{owner}.setup" in module.functions),
            "notebook": entry.file if entry.runs == "notebook" else "",
            "has_returned": returned,
            "rate": self.rate() if any(each.form == "rate" for each in entry.inputs) else "",
            "imported": sorted(self.helpers, key=lambda name: (not name.isupper(), name)),
        }


def _shows(code: Code, module: Module | None) -> bool:
    """Whether the original opens windows with plots."""
    homes = (
        [code.imported(module, each) for each in module.imports]
        if module
        else [*with_notebooks(code).modules.values()]
    )
    scope = [module, *homes]
    return any(call.name == SHOWS for each in scope if each is not None for call in each.calls)


def _is_member(each: DemoInput) -> bool:
    """Whether an input stands for an entry of a dictionary, or an attribute of a class."""
    owner, dot, name = each.key.partition(".")
    return each.how == "constant" and bool(dot) and owner.isidentifier() and name == each.name


def _signature(names: list[str]) -> str:
    """The head of the function that makes the original ready."""
    line = f"def original({', '.join(f'{name}: Any' for name in names)}) -> Callable[..., Any]:"
    lines = "".join(f"    {name}: Any,\n" for name in names)
    return line if len(line) <= WIDTH else f"def original(\n{lines}) -> Callable[..., Any]:"


def _folder(code: Code, module: Module | None, path: str) -> str:
    """The folder to start in: the code's own if it reaches up from there, else the root."""
    own = path.rpartition("/")[0]
    if not own or module is None:
        return own if path.endswith(".ipynb") else ""
    up = any(
        call.name in ("sys.path.append", "sys.path.insert")
        and any(getattr(each, "value", None) in ("..", "../", "../..") for each in call.node.args)
        for call in module.calls
    )
    return own if up or _reads_beside(code, module, own) else ""


def _reads_beside(code: Code, module: Module, own: str) -> bool:
    """Whether a file that it names lies beside it and not below the root."""
    import ast

    paths = {each.path for each in code.tree.files}
    texts = [
        n.value
        for n in ast.walk(module.tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and "." in n.value[-8:]
    ]
    return any(
        f"{own}/{text}" in paths and text not in paths for text in texts if len(text) < 200
    ) and not any(dotted(n).endswith("__file__") for n in ast.walk(module.tree) if isinstance(n, ast.Name))


def _roots(module: Module | None, path: str) -> list[str]:
    """Folders to import from."""
    found = ["."]
    if module is not None:
        found += [module.root or ".", *([] if module.in_package else [path.rpartition("/")[0] or "."])]
    return list(dict.fromkeys(found))
