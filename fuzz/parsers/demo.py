"""Ways into a stranger's repository: one harness for each reader of Python, and one for all of them at once.

Bytes alone are seldom Python.  An input is cut at lines of ``#`` and of each piece only what parses is kept, so
that a change in one piece leaves the others to be read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from fuzz.parsers.hosts import TODAY
from fuzz.table import parser
from inroad.workshop.demo import (
    absl_,
    argparse_,
    clicks,
    docopt_,
    doors,
    find,
    forms,
    functions,
    getopt_,
    hydra_,
    inputs,
    lines,
    loops,
    members,
    metadata,
    modes,
    older,
    pages,
    questions,
    records,
    render,
    scripts,
    trees,
    uses,
    values,
)
from inroad.workshop.demo import settings as config_files
from inroad.workshop.demo.about import about
from inroad.workshop.demo.code import Code, Module, read
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.obstacles import obstacles
from inroad.workshop.playable import scan
from inroad.workshop.source import python
from inroad.workshop.source.tree import decoded, of_texts

_CUT = "\n#\n"
_WORDS = (
    *(
        b'def class return for in if elif import from as lambda @ ( ) [ ] { } = == : , ** -> "" None True int str float'
        b' Path list[str] Literal["a"] Optional[int] parser args .add_argument( "--x" type= default= choices= required=True'
        b" help= nargs= action= dest= config cfg opt sys.argv[1] input( os.environ[ __name__"
    ).split(b" "),
    b"\n#\n",
    b"\n    ",
)


def _pieces(text: str) -> list[str]:
    """A text and its pieces alone, which cost less to read."""
    return [*(piece for piece in text.split(_CUT) if piece.strip()), text]


def _module(data: bytes) -> tuple[Code, Module] | None:
    """A repository of one file, of the pieces that parse."""
    text = decoded(data)
    if text is None:
        return None
    kept = _CUT.join(piece for piece in text.split(_CUT) if piece.strip() and python.parse(piece))
    code = read(of_texts("x", {"a.py": kept.encode("utf-8", "surrogatepass")}))
    return (code, code.modules["a.py"]) if "a.py" in code.modules else None


def _sound(found: Iterable[Seen] | None) -> None:
    """What is asked for has a name, and makes a field whose bounds fit its value."""
    for each in found or ():
        assert isinstance(each.name, str)
        assert each.line >= 0
        made = inputs.built(each)
        assert made.low is None or made.high is None or made.low <= made.high or made.default is None, made
        assert all(isinstance(choice, str) for choice in made.choices), made
        assert len(made.help) <= inputs.HELP


_ARGPARSE = """import argparse
#
p = argparse.ArgumentParser(description="Looks.")
p.add_argument("-k", "--top", type=int, default=5, choices=[1, 5], help="1 to 9, how many (default: %(default)s)")
p.add_argument("image", nargs="+", help="a .png")
p.add_argument("--fast", action="store_true", dest="quick")
g = p.add_mutually_exclusive_group()
g.add_argument("--no-x", action="store_false")
#
for name in ("a", "b"):
    p.add_argument(f"--{name}", type=lambda s: float(s), default={"a": 1}[name])
#
for name, (low, high) in SIZES.items():
    p.add_argument("--" + name, type=float, default=low)
#
SIZES = {"w": (1, 2), "h": (3, 4)}
#
def options(p, more=()):
    for each in more:
        p.add_argument(each)
    return p
#
options(p, ["--c"])
args = p.parse_args()
#
if __name__ == "__main__":
    print(open(args.image).read())
"""


@parser("options of argparse, as often as loops add them", _pieces(_ARGPARSE), _WORDS)
def demo_options(data: bytes) -> None:
    """Options with names; no call is followed without end."""
    made = _module(data)
    if made is None:
        return
    for each in argparse_.parsers(*made):
        _sound(each.seen)
    _sound(older.left_over(*made))
    called = loops.made(*made, frozenset({"add_argument", "parse_args"}))
    assert len(called) <= loops._MOST


_RECORDS = """from dataclasses import dataclass, field
from typing import *
#
@dataclass
class Base:
    \"""Settings.\"""
    lr: float = 1e-3  # rate
    name: str = "x"
    \"""What it is called.\"""
#
@dataclass
class Args(Base):
    sizes: List[int] = field(default_factory=lambda: [1, 2], metadata={"help": "sizes"})
    mode: Literal["a", "b"] = "a"
    path: Optional[Path] = None
    inner: Base = Base()
#
class Tapped(Tap):
    k: int = 3  # how many
    def configure(self):
        self.add_argument("-k", "--k")
#
class S(BaseSettings):
    url: str = Field("x", description="where", ge=1, le=0)
#
import tyro, chz
args = tyro.cli(Args)
#
parser = HfArgumentParser((Base, Args))
#
parser = simple_parsing.ArgumentParser(); parser.add_arguments(Args, dest="a")
#
args = Tapped().parse_args()
#
@draccus.wrap()
def main(cfg: Args):
    print(cfg.lr)
"""


@parser(
    "classes whose fields are settings, and command lines that are made of them", _pieces(_RECORDS), _WORDS
)
def demo_records(data: bytes) -> None:
    """Fields with names."""
    made = _module(data)
    if made is None:
        return
    code, module = made
    for node in module.classes.values():
        records.is_record(code, module, node)
        records.declared(code, module, node)
        _sound(lines.settings(code, module, module, node))
    line = lines.line(code, module)
    _sound(line.seen if line else ())


_MEMBERS = """CONFIG = {"lr": 1e-3, "inner": {"k": 3}, "path": "data/x.png"}
#
class Config:
    width = 32  # pixels
    colours = ["red", "blue"]
    name: str = "x"
#
print(CONFIG["lr"], Config.width, Config().name)
#
import os
KEY = os.environ.get("MODEL", "base")
N = int(os.getenv("N", "3")); M = os.environ["M"]
#
from ml_collections import config_dict, config_flags
def get_config():
    config = config_dict.ConfigDict()
    config.model = config_dict.ConfigDict()
    config.model.width = 32
    config.seed = config_dict.placeholder(int)
    return config
#
_CONFIG = config_flags.DEFINE_config_file("config", "a.py")
#
from yacs.config import CfgNode as CN
_C = CN(); _C.MODEL = CN(); _C.MODEL.DEPTH = 50
_C.merge_from_list(args.opts)
"""


@parser("settings in dictionaries, classes, the environment and trees", _pieces(_MEMBERS), _WORDS)
def demo_settings(data: bytes) -> None:
    """Settings with names."""
    made = _module(data)
    if made is None:
        return
    _sound(members.settings(*made))
    _sound(trees.flags(*made))
    _sound(trees.pairs(*made))
    _sound(config_files.merged(*made, []))
    _sound(scripts.constants(*made))


_FLAGS = '''"""Aligns.

Usage: a.py [options] (add | remove) <name> [SIZE]
       a.py --version

Options:
  -k --top=<n>  how many [default: 5]
  --fast        at once
"""
#
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_string("text", None, "what to read"); flags.DEFINE_enum("mode", "a", ["a", "b"], "way")
N = flags.DEFINE_integer("n", 3, "how many", lower_bound=1, upper_bound=9)
flags.DEFINE_multi_float("x", [1.0], "x"); flags.mark_flags_as_required(["text"])
#
import getopt, sys
opts, args = getopt.getopt(sys.argv[1:], "ha:b:", ["help", "first=", "local"])
for o, a in opts:
    if o in ("-a", "--first"):
        first = int(a)
    elif o == "--local":
        local = True
#
from docopt import docopt
arguments = docopt(__doc__)
print(open(arguments["<name>"]), FLAGS.text)
#
import optparse
parser = optparse.OptionParser("usage: %prog [options] file")
parser.add_option("-q", action="store_false", dest="verbose", default=True, help="quiet")
options, args = parser.parse_args()
name = args[0]
#
from sacred import Experiment
ex = Experiment("x")
@ex.config
def config():
    n = 3  # topics
    alpha = 0.1
@ex.automain
def main(n, alpha, _log): print(n)
#
name = input("Your name [Ada]: "); size = int(sys.argv[1]) if len(sys.argv) > 1 else 3
'''


@parser(
    "older ways to a command line: flags, getopt, docopt, optparse, sacred, prompts", _pieces(_FLAGS), _WORDS
)
def demo_flags(data: bytes) -> None:
    """Options with names."""
    made = _module(data)
    if made is None:
        return
    for each in (
        absl_.options,
        getopt_.options,
        docopt_.options,
        older.left_over,
        older.experiment,
        scripts.arguments,
        scripts.prompts,
    ):
        _sound(each(*made))


_CLICK = """import click, typer, enum
#
@click.group()
def cli(): pass
#
@cli.command("go", help="Goes.")
@click.argument("name", type=click.Path(exists=True))
@click.option("-n", "--count/--no-count", default=3, type=click.IntRange(1, 9), help="how many", show_default=True)
@click.option("--mode", type=click.Choice(["a", "b"]), multiple=True)
def go(name, count, mode): open(name)
#
app = typer.Typer(); inner = typer.Typer(); app.add_typer(inner, name="inner")
#
class Kind(str, enum.Enum):
    a = "a"
#
@inner.command()
def look(path: Path = typer.Argument(..., help="where"), k: Annotated[int, typer.Option("--top", min=1)] = 5, kind: Kind = Kind.a): ...
#
import hydra
@hydra.main(config_path="conf", config_name="config")
def main(cfg): print(cfg.model.lr)
#
import gradio as gr
gr.Interface(fn=tint, inputs=[gr.Image(label="Picture"), gr.Slider(0, 1, value=0.3), "text"], outputs=gr.Image())
#
def tint(img, amount: float = 0.5, *, mode="a", **more):
    '''Tints.

    Args:
        img (str): a picture
        amount: 0 to 1
    '''
    import cv2
    x = cv2.imread(img)
    return cv2.imwrite("out.png", x)
#
with gr.Blocks() as page:
    b = gr.Button(); b.click(tint, [gr.Textbox(), gr.Number(3)], gr.Textbox())
"""


@parser("commands of click and typer, pages of Gradio, functions", _pieces(_CLICK), _WORDS)
def demo_functions(data: bytes) -> None:
    """Arguments with names; the way to a command has as many words as it has groups."""
    made = _module(data)
    if made is None:
        return
    code, module = made
    for function in module.functions.values():
        _sound(clicks.click_command(code, module, function))
        _sound(clicks.typer_command(code, module, function))
        _sound(hydra_.settings(code, module, function))
        if doors.is_command(function):
            assert len(doors.door(code, module, function).words.split(" ")) <= 40
        list(uses.writes(code, module, function))
    for each in pages.functions(code, module):
        _sound(each.seen)
    for name, function in functions.candidates(code, module, frozenset()):
        _sound(functions.takes(code, module, name, function))
        functions.gives(code, module, function)
        _sound(functions.constructor(code, module, name))


_VALUES = """x = [1, 2.5, "a" + "b", -3, 2 ** 9, {"k": (1, None)}, f"{1}", "%s" % 3, "a{}".format(1), "a,b".split(","), 1e400, 9 // 0]
#
y = list(range(3)) + ["x"] * 4; z = len("abc") if True else None
#
w = "a" * 10 ** 9; v = 10 ** 10 ** 10; u = "%999999999d" % 1; t = "{:>999999999}".format(1); s = [0] * 999999999; r = 1 << 10 ** 9
"""


@parser("values that are written in code", _pieces(_VALUES), _WORDS)
def demo_values(data: bytes) -> None:
    """What a text is worth can be shown; nothing large is made of little."""
    made = _module(data)
    for node in made[1].tree.body if made else ():
        if isinstance(node, ast.Assign):
            found = values.value(node.value, made[1].constants if made else {})
            assert len(repr(values.plain(found))) < 100_000
            values.number(found)


_CELLS = (
    '{"cells":[{"cell_type":"code","source":["#@title T\\n","n = 3 #@param {type:\\"slider\\", min:1, max:9, step:1}\\n",'
    '"m = \\"a\\" #@param [\\"a\\", \\"b\\"]\\n","p = \\"x.png\\"\\n"],"outputs":[]},'
    '{"cell_type":"code","source":"def f(a, b=2):\\n    return a","outputs":[]}],"nbformat":4}'
)


@parser(
    "a notebook that is run as a whole",
    [_CELLS],
    (*_WORDS, b"#@param ", b'{type:"slider"', b"min:", b'"source":'),
)
def demo_notebook(data: bytes) -> None:
    """Fields with names."""
    code = read(of_texts("x", {"a.ipynb": data}))
    for module in find.notebooks(code.tree):
        _sound(forms.fields(code, module))
        forms.has_form(code, module)


_METADATA = (
    "Metadata-Version: 2.1\nName: x\nLicense: MIT\nRequires-Dist: numpy>=1; extra == 'a'\n\n# Readme\n--\n"
    "[console_scripts]\nx = x.cli:main [extra]\n[a.b]\ny = z\n"
)


@parser(
    "what a built package says of itself",
    [_METADATA],
    "Name: License: Requires-Dist: \n\n [console_scripts] = : [ ] %( ;",
)
def built_metadata(data: bytes) -> None:
    """Commands with a name and a place."""
    told, _, entries = data.partition(b"\n--\n")
    for name in ("PKG-INFO", "x-1.dist-info/METADATA"):
        tree = of_texts("x", {name: told, "x-1.dist-info/entry_points.txt": entries})
        found = metadata.metadata(tree)
        assert all(name and place for name, place in found.console)


_README = "# Tint\n\n```bash\npython a.py --top 3 x.png > out.txt\n./run.sh a b\n```\n```python\ntint('x.png', amount=.5)\n```\n"


@parser(
    "a whole repository that is made into a demo",
    [_ARGPARSE + "\n#--\n" + _README, _CLICK + "\n#--\n" + _README, _FLAGS + "\n#--\n" + _README],
    (*_WORDS, b"```bash\n", b"\n#--\n"),
    slow=True,
)
def demo_repository(data: bytes) -> None:
    """What is written of the first ways in is Python, and says nothing that a terminal obeys."""
    script, _, readme = data.partition(b"\n#--\n")
    text = decoded(script) or ""
    kept = _CUT.join(piece for piece in text.split(_CUT) if piece.strip() and python.parse(piece))
    tree = of_texts(
        "x", {"a.py": kept.encode("utf-8", "surrogatepass"), "README.md": readme, "run.sh": b"echo $1"}
    )
    code = read(tree)
    said = about(tree, code)
    found = find.entries(code, said)
    assert len({each.entry_id for each in found}) == len(found)
    scan.scan(tree, "x", TODAY)
    for each in found[:2]:
        settled = modes.settled(each, tree)
        asked = questions.asked(settled, found, tree, {})
        plan = render.Plan(
            "x", said.title, settled, code, said, obstacles(code, frozenset({"a.py"})), asked, True
        )
        for name, content in render.files(plan).items():
            if name.endswith(".py"):
                ast.parse(content)
            assert b"\x1b" not in content, name
        if asked:
            questions.answers(questions.page("x", asked))
