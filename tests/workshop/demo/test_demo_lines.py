"""Command lines that are not written out: made of classes, in loops, by functions, in files of settings."""

from __future__ import annotations

import pytest

from inroad.types import DemoEntry, DemoInput
from inroad.workshop.demo import about, code, find
from inroad.workshop.demo.docs import alternatives
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import parse
from inroad.workshop.source.tree import of_texts


def best(files: dict[str, str]) -> DemoEntry:
    tree = of_texts("made-up", files)
    parsed = code.read(tree)
    return find.entries(parsed, about.about(tree, parsed))[0]


def inputs(files: dict[str, str]) -> dict[str, DemoInput]:
    return {each.name: each for each in best(files).inputs}


RECORD = """from dataclasses import dataclass, field
from typing import Literal, Optional

@dataclass
class Inner:
    steps: int = 4
    "How many steps."

@dataclass
class Options:
    text: str  # what to say
    mode: Literal["a", "b"] = "a"
    loud: bool = False
    inner: Inner = field(default_factory=Inner)
    rate: Optional[float] = field(default=0.5, metadata={"help": "How fast."})
"""


@pytest.mark.parametrize(
    ("script", "keys"),
    [
        ("import tyro\nprint(tyro.cli(Options))\n", ["--text", "--loud/--no-loud", "--inner.steps"]),
        (
            "import transformers as t\nprint(t.HfArgumentParser(Options).parse_args_into_dataclasses())\n",
            ["--text", "--loud", "--steps"],
        ),
        (
            "import draccus\nprint(draccus.parse(config_class=Options))\n",
            ["--text", "--loud", "--inner.steps"],
        ),
        (
            "import simple_parsing as sp\np = sp.ArgumentParser()\np.add_arguments(Options, dest='o')\n"
            "print(p.parse_args())\n",
            ["--text", "--loud", "--steps"],
        ),
        ("import chz\nprint(chz.entrypoint(Options))\n", ["text", "loud", "inner.steps"]),
    ],
)
def test_fields_of_a_class_become_options(script, keys):
    entry = best({"options.py": RECORD, "say.py": f"from options import Options\n{script}"})
    found = {each.key: each for each in entry.inputs}
    assert entry.file == "say.py"
    assert set(keys) <= set(found)
    assert (found[keys[0]].required, found[keys[0]].help) == (True, "what to say")
    assert found[keys[2]].help == "How many steps."
    by_name = {each.name: each for each in entry.inputs}
    assert by_name["mode"].choices == ("a", "b")
    assert (by_name["rate"].kind, by_name["rate"].default, by_name["rate"].help) == (
        "number",
        0.5,
        "How fast.",
    )


def test_fields_of_the_class_above_come_first():
    child = "class More(Options):\n    n: int = 2\n\nimport tyro\nprint(tyro.cli(More))\n"
    assert list(inputs({"say.py": RECORD + child}))[:2] == ["text", "mode"]


def test_options_that_are_added_in_loops():
    script = """import argparse
NAMES = ("red", "green")
p = argparse.ArgumentParser()
for name in NAMES:
    given = {"red": 0.1, "green": 0.2}[name]
    p.add_argument(f"--{name}", type=float, default=given, help="how much %s" % name)
for i, (flag, text) in enumerate([("fast", "be quick"), ("far", "go on")]):
    p.add_argument("--" + flag, action="store_true", help=text)
for unknown in open("names"):
    p.add_argument("--" + unknown)
print(p.parse_args())
"""
    found = inputs({"predict.py": script})
    assert {name: each.default for name, each in found.items()} == {
        "red": 0.1, "green": 0.2, "fast": False, "far": False,
    }  # fmt: skip
    assert found["green"].help == "how much green"


def test_options_that_are_made_of_a_dictionary():
    helper = """def defaults():
    made = dict(size=8, fast=False)
    made.update(more())
    return made

def more():
    return {"name": "x"}

def add(parser, held):
    for key, each in held.items():
        parser.add_argument(f"--{key}", default=each, type=str2bool if isinstance(each, bool) else type(each))
"""
    script = """import argparse
from helper import add, defaults

def main():
    given = dict(seed=1)
    given.update(defaults())
    p = argparse.ArgumentParser()
    add(p, given)
    print(p.parse_args())

if __name__ == "__main__":
    main()
"""
    found = inputs({"helper.py": helper, "sample.py": script})
    assert {name: each.default for name, each in found.items()} == {
        "seed": 1, "size": 8, "fast": False, "name": "x",
    }  # fmt: skip
    assert found["fast"].form == "word"


def test_parsers_of_commands_that_have_the_same_name_in_two_functions():
    script = """import argparse

def tag(sub):
    p = sub.add_parser("tag")
    p.add_argument("--text")

def count(sub):
    p = sub.add_parser("count")
    extra(p)

def extra(parser):
    parser.add_argument("--corpus")

def main():
    p = argparse.ArgumentParser()
    sub = p.add_subparsers()
    tag(sub)
    count(sub)
    print(p.parse_args())

if __name__ == "__main__":
    main()
"""
    tree = of_texts("x", {"nlp.py": script})
    parsed = code.read(tree)
    found = find.entries(parsed, about.about(tree, parsed))
    assert {each.command: [one.name for one in each.inputs] for each in found if each.command} == {
        "tag": ["text"],
        "count": ["corpus"],
    }


def test_options_in_classes_of_other_files():
    base = """import argparse

class Base:
    def parse(self):
        p = argparse.ArgumentParser()
        self.add(p)
        return p.parse_args()

    def add(self, p):
        p.add_argument("--name", default="x")
"""
    child = """from .base import Base

class Test(Base):
    def add(self, p):
        Base.add(self, p)
        p.add_argument("--count", type=int, default=3)
        p.set_defaults(name="y")
"""
    script = "from options.child import Test\n\nif __name__ == '__main__':\n    print(Test().parse())\n"
    files = {"options/__init__.py": "", "options/base.py": base, "options/child.py": child, "test.py": script}
    found = inputs(files)
    assert (found["name"].default, found["count"].default) == ("y", 3)


def test_hydra_settings_of_groups_and_which_there_are():
    script = """import hydra

@hydra.main(config_path="conf", config_name="config")
def main(cfg):
    print(cfg.model.depth)

main()
"""
    files = {
        "run.py": script,
        "conf/config.yaml": "defaults:\n  - model: small\n  - /data@source: web\n  - _self_\n"
        "  - override hydra/x: y\nseed: 1\nmodel:\n  depth: 5\n",
        "conf/model/small.yaml": "depth: 2  # layers\nwidth: 3\n",
        "conf/model/large.yaml": "depth: 9\nwidth: 9\n",
        "conf/data/web.yaml": "url: ???\n",
    }
    found = {each.key: each for each in best(files).inputs}
    assert set(found) == {"model", "model.depth", "model.width", "source.url", "seed"}
    assert (found["model"].choices, found["model"].default) == (("large", "small"), "small")
    assert found["model.depth"].default == 5
    assert found["source.url"].required


def test_hydra_settings_that_are_a_class():
    script = (
        RECORD
        + """
import hydra
from hydra.core.config_store import ConfigStore

ConfigStore.instance().store(name="main", node=Options)

@hydra.main(version_base=None, config_name="main")
def run(cfg: Options):
    print(cfg.text)

run()
"""
    )
    assert {"text", "mode", "loud", "inner.steps", "rate"} == {
        each.key for each in best({"r.py": script}).inputs
    }


def test_settings_of_code_and_of_files_that_are_merged():
    script = """from absl import app, flags
from ml_collections import config_flags

config_flags.DEFINE_config_file("config", "c.py")
flags.DEFINE_integer("times", 2, "How often.", lower_bound=1)

def main(argv):
    print(flags.FLAGS.times)

app.run(main)
"""
    tree = """from ml_collections import ConfigDict

def get_config():
    config = ConfigDict()
    config.model = model = ConfigDict()
    model.width = 32  # units
    config.data = ConfigDict(dict(name="x"))
    config.later = compute()
    return config
"""
    found = {each.key: each for each in best({"sample.py": script, "c.py": tree}).inputs}
    assert set(found) == {"--times", "--config.model.width", "--config.data.name"}
    assert (found["--times"].low, found["--config.model.width"].help) == (1, "units")


def test_commands_of_groups_in_other_files():
    files = {
        "kit/__init__.py": "",
        "kit/main.py": "import click\nfrom kit.tag import tag\n\n@click.group()\ndef cli():\n    pass\n\n"
        "@cli.group('text')\ndef texts():\n    pass\n\ntexts.add_command(tag, 'mark')\n",
        "kit/tag.py": "import click\n\n@click.command()\n@click.argument('words')\n"
        "def tag(words):\n    print(words)\n",
    }
    entry = best(files)
    assert (entry.command, entry.runs, entry.call) == ("text mark", "function", "kit.main:cli")


def test_what_a_script_asks_for():
    script = """name = input("Your name: ")
count = int(input("How many [3]? ") or 3)
while True:
    word = input("Say yes or no: ")
    print(name, word)
"""
    found = inputs({"talk.py": script})
    assert [(each.name, each.kind, each.required, each.key) for each in found.values()] == [
        ("name", "text", True, "input:1"),
        ("word", "text", True, "input:4"),
        ("count", "integer", False, "input:2"),
    ]


def test_settings_at_the_top_of_a_script():
    script = """import os
CFG = {"steps": 5, "name": "x", "layers": [1, 2]}

class Config:
    rate = 0.5  # how fast

LANGUAGE = os.environ["LANGUAGE_TO"]
print(CFG["steps"], Config.rate, LANGUAGE, os.environ.get("CUDA_VISIBLE_DEVICES"))
"""
    found = {each.key: each for each in best({"run.py": script}).inputs}
    assert set(found) == {"CFG.steps", "CFG.name", "Config.rate", "env:LANGUAGE_TO"}
    assert found["Config.rate"].help == "how fast"


def test_a_page_of_the_authors_says_what_it_asks():
    script = """import gradio as gr

def tell(text, times, style):
    return text * times

with gr.Blocks() as page:
    a = gr.Textbox(label="What to say")
    b = gr.Slider(1, 9, value=2, step=1)
    c = gr.Dropdown(["x", "y"], value="y")
    out = gr.Image()
    gr.Button().click(tell, [a, b, c], out)
page.launch()
"""
    entry = best({"app.py": script})
    found = {each.name: each for each in entry.inputs}
    assert (entry.call, entry.outputs[0].kind) == ("tell", "image")
    assert (found["text"].help, found["text"].required) == ("What to say", True)
    assert (found["times"].kind, found["times"].low, found["times"].high) == ("integer", 1, 9)
    assert (found["style"].choices, found["style"].default) == (("x", "y"), "y")


def test_what_is_joined_to_a_path_is_within_it():
    script = """import argparse, os
from PIL import Image
p = argparse.ArgumentParser()
p.add_argument("--data_root", required=True)
p.add_argument("--run", default="first")
p.add_argument("--where", default="out")
a = p.parse_args()
os.makedirs(os.path.join(a.where, a.run))
for name in os.listdir(a.data_root):
    Image.open(os.path.join(a.data_root, name)).save(f"{a.where}/{a.run}/{name}")
"""
    entry = best({"run.py": script})
    found = {each.name: each for each in entry.inputs}
    assert (found["data_root"].kind, found["data_root"].form) == ("folder", "image")
    assert found["run"].kind == "text"
    assert [(each.key, each.target) for each in entry.outputs if each.key] == [("--where", "results")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which one [small | large]", ("small", "large")),
        ("AtoB or BtoA", ("AtoB", "BtoA")),
        ("one of 'a', 'b'", ("a", "b")),
        ("this or that is fine, mostly", ()),
    ],
)
def test_words_that_a_help_allows(text, told):
    assert alternatives(text) == told


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ('f"--{a}"', "--x"),
        ('"--%s_%d" % (a, 3)', "--x_3"),
        ('"--{}".format(a.upper())', "--X"),
        ('{"x": 5}[a]', 5),
        ('("p", "q")[1]', "q"),
        ("(1,) + (2,)", (1, 2)),
        ('"%9999999999d" % 3', UNKNOWN),
        ('f"{b}"', UNKNOWN),
    ],
)
def test_what_expressions_are_worth(text, worth):
    parsed = parse(f"a = 'x'\n_ = {text}\n")
    names = {"a": parsed.body[0].value}
    assert value(parsed.body[1].value, names) == worth


def test_names_of_names_end():
    lines = [f"a{n} = (a{n + 1}, a{n + 1}, a{n + 1})" for n in range(40)]
    loops = (
        "".join(f"{'  ' * n}for x{n} in a{n}:\n" for n in range(18)) + "  " * 18 + "p.add_argument('--x')\n"
    )
    script = (
        "import argparse\np = argparse.ArgumentParser()\n"
        + "\n".join(lines)
        + f"\n{loops}print(p.parse_args())\n"
    )
    grown = "d = {'a': 1}\n" + "d.update(d)\n" * 300
    tree = of_texts(
        "x", {"m.py": script, "n.py": script.replace("'--x'", "f'--{x1}'"), "o.py": grown + script}
    )
    parsed = code.read(tree)
    assert {each.file for each in find.entries(parsed, about.about(tree, parsed))} <= {"m.py", "n.py", "o.py"}
