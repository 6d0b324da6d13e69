"""The package that is written: it is clean, it answers, it depends on nothing of ours."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from demo_sample import EXPECTED, REPOSITORIES, made, notebook_call, python, written

from inroad.workshop.demo import words

REAL = [name for name in REPOSITORIES if EXPECTED[name]["real"]]
EVIL = (
    '""" \'\'\' \\" \\ {{ 7*7 }} {% raw %} </script><b>x</b> `x` | \n import os; os.abort()  # '
    "\u202e\x1b[31m %s %(d)s \\N{BULLET}"
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All packages, in stub mode."""
    folder = tmp_path_factory.mktemp("packages")
    for name, place in REPOSITORIES.items():
        made(place, folder / name)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_they_are_clean_and_formatted(packages):
    for command in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "."],
            cwd=packages,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout[-3000:]


def test_nothing_of_ours_is_needed(packages):
    ours = re.compile(r"^\s*(from|import) inroad", re.MULTILINE)
    assert not [path for path in packages.rglob("*.py") if ours.search(path.read_text(encoding="utf-8"))]


def test_the_original_is_copied_as_it_is(packages):
    for name, place in REPOSITORIES.items():
        before = {path: data for path, data in contents(place).items() if "__pycache__" not in path}
        assert contents(packages / name / "original") == before


@pytest.mark.parametrize("name", REPOSITORIES)
def test_a_stub_answers_and_says_so(packages, name):
    ran = python(packages / name, notebook_call(packages / name) + "\nprint(result)")
    assert ran.returncode == 0, ran.stderr
    assert "stub=True" in ran.stdout


@pytest.mark.parametrize("name", REAL)
def test_the_original_answers(packages, name, tmp_path):
    call = notebook_call(packages / name).replace('"DEMO_STUB"] = "1"', '"DEMO_STUB"] = "0"')
    ran = python(packages / name, call + "\nprint(result)", TMPDIR=str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert "stub=False" in ran.stdout
    assert not list(tmp_path.glob("*/original"))  # the copy that it worked in is gone


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("05_hydra", "The original needs hydra, which is not installed here."),
        ("08_gpu_only", "The original needs torch, which is not installed here."),
        ("15_training_only", "Please give: checkpoint."),
        ("20_errors", "MissingWeights: No weights at 'checkpoints/summariser.bin'"),
    ],
)
def test_why_the_original_cannot_answer_is_said_in_words(packages, name, said):
    call = notebook_call(packages / name).replace('"DEMO_STUB"] = "1"', '"DEMO_STUB"] = "0"')
    ran = python(packages / name, call)
    assert ran.returncode == 1
    assert said in ran.stderr.splitlines()[-1]


def test_results_are_right(packages):
    call = "from api import run; print(run(text='b a b', top=1).printed_text)"
    assert python(packages / "02_click", call, DEMO_STUB="0").stdout.strip() == "b\t2"
    call = "from api import run; print(run(config='configs/shout.json', text='-hello there').printed_text)"
    assert python(packages / "13_config_registry", call, DEMO_STUB="0").stdout.strip() == "-HELLO THERE!!!"
    call = "from api import run; print(run(x=10.0).printed_text)"
    assert python(packages / "16_mixed_flag", call, DEMO_STUB="0").stdout.strip() == "prediction: 21.00"
    call = "from api import run; print(run(sentence='hello friend', formal=True).text)"
    assert python(packages / "11_predictor", call, DEMO_STUB="0").stdout.strip() == "Sir: ahoy matey [pirate]"


def test_a_relative_path_is_meant_from_where_one_is(packages, tmp_path):
    (tmp_path / "mine.csv").write_text("a\n1\n\n3\n", encoding="utf-8")
    there = str(packages / "19_setup_effects")
    code = f"import os, sys; sys.path.insert(0, {there!r}); os.chdir({str(tmp_path)!r})\n"
    code += "from api import run; print(run(csv_file='mine.csv').table.read_text())"
    ran = python(packages / "19_setup_effects", code, DEMO_STUB="0")
    assert ran.stdout.split() == ["a", "1.0", "3.0"], ran.stderr


def test_the_same_bytes_every_time(tmp_path):
    place = REPOSITORIES["01_argparse_forty"]
    made(place, tmp_path / "a")
    made(place, tmp_path / "b")
    made(place, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_nothing_is_run_while_a_package_is_made(tmp_path, monkeypatch):
    trap = tmp_path / "trap"
    trap.mkdir()
    monkeypatch.setenv("INROAD_DEMO_TRAP", str(trap))
    before = contents(REPOSITORIES["19_setup_effects"])
    made(REPOSITORIES["19_setup_effects"], tmp_path / "out")
    assert list(trap.iterdir()) == []
    assert contents(REPOSITORIES["19_setup_effects"]) == before


def test_words_of_strangers_stay_words(tmp_path):
    text = repr(EVIL)
    source = f"""import argparse
p = argparse.ArgumentParser(description={text})
p.add_argument("--prompt", required=True, help={text})
p.add_argument("--größe", type=int, default=3, help={text})
p.add_argument("--style", choices=[{text}, "b"], default={text}, help={text})
p.add_argument("--class", default={text})
p.add_argument({"--x'; import os; os.abort(); '"!r}, default="1", help="odd")
a = p.parse_args()
print(a.prompt, getattr(a, "größe"), a.style == {text})
"""
    readme = f"# {EVIL}\n\n```bibtex\n@misc{{x,\n title={{````}},\n}}\n```\n"
    place = written(tmp_path / "r", {"infer.py": source, "README.md": readme, "LICENSE": "MIT License"})
    report = made(place, tmp_path / "out", stub=False)
    for name in report.files:
        if name.endswith(".py"):
            compile((tmp_path / "out" / name).read_text(encoding="utf-8"), name, "exec")
    for command in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "."],
            cwd=tmp_path / "out",
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout
    every = "".join(
        (tmp_path / "out" / name).read_text(encoding="utf-8")
        for name in report.files
        if "." in name and "examples" not in name
    )
    assert "\x1b" not in every
    assert "\u202e" not in every
    assert "49" not in (tmp_path / "out" / "README.md").read_text(encoding="utf-8").splitlines()[0]
    ran = python(tmp_path / "out", "from api import run; print(run(prompt='-p \"q\"', größe=4).printed_text)")
    assert ran.stdout.strip() == '-p "q" 4 True', ran.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "'",
        '"',
        "\"'",
        "\\",
        "\\'",
        "a\nb",
        "\u2028\u202e\x00\x7f",
        "{x}",
        "ж\U0001f600",
        "\ud800",
        "\"\"\" '''",
    ],
)
def test_literals_are_what_they_stand_for(text):
    assert eval(words.literal(text)) == re.sub("[\ud800-\udfff]", "\ufffd", text)


def test_names_are_names_and_each_once():
    made_names = words.identifiers(["class", "x", "x", "größe", "2d", "a-b", "", "tell", "print"])
    assert made_names[:4] == ["class_", "x", "x_2", "größe"]
    assert all(each.isidentifier() for each in made_names)
    assert len(set(made_names)) == len(made_names)


def test_without_a_licence_it_says_to_ask(packages):
    text = (packages / "04_fire" / "README.md").read_text(encoding="utf-8")
    assert "No licence was found: ask before you publish" in text
    assert "family-names: Rossi" in (packages / "09_global_model" / "README.md").read_text(encoding="utf-8")
    assert "@inproceedings{doe2024restore," in (packages / "01_argparse_forty" / "README.md").read_text(
        encoding="utf-8"
    )


def test_obstacles_are_told_with_file_and_line(packages):
    text = (packages / "07_hard_paths" / "README.md").read_text(encoding="utf-8")
    assert "analyse.py, line 3: the path /home/alice/data/measurements.csv" in text.replace("\\", "")
    assert "predict.py, line 17: the code wants a graphics card" in (
        (packages / "08_gpu_only" / "README.md").read_text(encoding="utf-8").replace("\\", "")
    )


def test_a_notebook_that_opens(packages):
    for name in REPOSITORIES:
        book = json.loads((packages / name / "notebook.ipynb").read_text(encoding="utf-8"))
        assert (book["nbformat"], {cell["cell_type"] for cell in book["cells"]}) == (4, {"markdown", "code"})
        assert len({cell["id"] for cell in book["cells"]}) == len(book["cells"])


def test_code_for_a_graphics_card_runs_without_one(packages, tmp_path):
    """With a stand-in for torch that has no card: ``.cuda()`` does nothing, and "cuda" is the processor."""
    fake = """class Tensor:
    def __init__(self): self.where = "cpu"
    def cuda(self): raise RuntimeError("no card")
    def to(self, *given, **named): self.where = (list(given) + list(named.values()))[0]; return self
class nn:
    class Module(Tensor): pass
class cuda:
    is_available = staticmethod(lambda: False)
def load(path, map_location=None): return map_location
"""
    written(tmp_path, {"torch.py": fake})
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import runner, torch; runner.without_gpu()\n"
    code += "t = torch.Tensor(); print(t.cuda().where, t.to('cuda:0').where, t.to(device='cuda').where)\n"
    code += "print(torch.load('x'))"
    ran = python(packages / "08_gpu_only", code)
    assert ran.stdout.split() == ["cpu"] * 4, ran.stderr
