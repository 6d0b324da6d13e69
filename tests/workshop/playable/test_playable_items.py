"""Each item says yes for the right reason, no where it is missing, and nothing where it cannot be told."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from repos import TRAIN, WHOLE, answer, item, report

from inroad.workshop.playable.scan import ACTIVE, QUESTIONS, scan
from inroad.workshop.source.tree import of_texts

WITHOUT = {
    "readme": "README.md",
    "weights": "README.md",
    "data": "README.md",
    "colab": "README.md",
    "dependencies": "pyproject.toml",
    "install": "pyproject.toml",
    "licence": "LICENSE",
    "results": "README.md",
    "training": "train.py",
    "evaluation": "evaluate.py",
    "entry": "train.py",
    "inference": "gentle_nets/predict.py",
    "demo": "demo.ipynb",
    "tests": "tests/test_nets.py",
    "automation": ".github/workflows/test.yml",
}


def test_a_whole_repository_has_everything_that_files_tell():
    made = report(WHOLE)
    assert {each.item: each.answer for each in made.items if each.answer != "yes"} == {
        "active": "could not tell"
    }
    assert made.score == 98
    assert made.undecided == 2
    assert (made.checklist, made.checklist_unknown) == (5, 0)
    assert made.repairs == ()
    assert [each.kind for each in made.weights] == ["release"]
    assert made.weights[0].size == 1_200_000_000
    assert [(each.path, each.line) for each in made.hardware] == [("README.md", 32)]


def test_weights_of_all_items_are_a_hundred():
    assert sum(each.weight for each in QUESTIONS) + ACTIVE[3] == 100
    assert len({each.item for each in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("which", WITHOUT)
def test_what_is_taken_away_is_missed(which):
    left = {name: text for name, text in WHOLE.items() if name != WITHOUT[which]}
    if which in ("dependencies", "install"):
        left["README.md"] = "# Gentle\n\n```\npython train.py\n```\n"
    if which in ("entry", "inference"):
        del left["demo.ipynb"]
    found = item(left, which)
    expected = "could not tell" if which == "data" else "no"
    assert (found.answer, found.points) == (expected, None if which == "data" else 0.0)
    if expected == "no":
        assert which in {each.item for each in report(left).repairs}


@pytest.mark.parametrize("which", sorted(each.item for each in QUESTIONS))
def test_evidence_names_files_that_are_there(which):
    for seen in item(WHOLE, which).seen:
        assert seen.path in WHOLE
        lines = str(WHOLE[seen.path]).count("\n") + 1
        assert seen.line is None or 1 <= seen.line <= lines


def test_evidence_points_at_the_line():
    assert [(each.path, each.line) for each in item(WHOLE, "training").seen] == [("train.py", 10)]
    assert [(each.path, each.line) for each in item(WHOLE, "entry").seen] == [("train.py", 13)]
    assert item(WHOLE, "readme").seen[0].line == 16
    assert item(WHOLE, "results").seen[0].line == 26


def test_an_empty_repository_gets_nothing_and_says_so():
    made = report({})
    assert made.score == 0
    assert made.checklist == 0
    assert "There is no file in it." in made.warnings


def test_nothing_in_the_readme_is_believed_of_somebody_elses_weights():
    page = "# X\n\nWe start from an ImageNet pretrained ResNet, see https://example.org/resnet.html\n"
    assert answer({"README.md": page}, "weights") == "no"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Our checkpoints: https://drive.google.com/file/d/abc", "drive"),
        ("Our checkpoints: https://huggingface.co/someone/model", "hub"),
        ('model = AutoModel.from_pretrained("someone/model")', "hub"),
        ("[checkpoint](./checkpoints/model.pth.tar)", "link"),
        ("Pretrained models are in the [releases](https://github.com/a/b/releases/latest).", "release"),
    ],
)
def test_weights_are_found_where_they_are(line, kind):
    assert [each.kind for each in report({"README.md": f"# X\n\n{line}\n"}).weights] == [kind]


def test_a_pointer_of_lfs_tells_its_size():
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 440473133\n"
    found = report({"model.safetensors": pointer}).weights
    assert [(each.kind, each.size) for each in found] == [("pointer", 440_473_133)]


@pytest.mark.parametrize(
    ("lines", "pinned", "resolvable"),
    [
        ("torch==2.1.0\nnumpy==1.26.4", "yes", "yes"),
        ("torch==2.1.0\nnumpy", "no", "yes"),
        ("torch>=2.1", "no", "yes"),
        ("torch==2.1.*", "no", "yes"),
        ("-e .\ntorch==2.1.0", "no", "no"),
        ("torch @ file:///home/me/torch.whl", "yes", "no"),
        ("git+ssh://git@github.com/me/secret.git@0123abcd", "yes", "no"),
        ("git+https://github.com/someone/open.git@0123abcd", "yes", "yes"),
        ("numpy=1.18.1=py37h4f9e942_0", "yes", "no"),
        (
            "# torch\n\n-r other.txt\n--index-url https://example.org\nnumpy==1.0 ; python_version < '3'",
            "yes",
            "yes",
        ),
        ("what is this", "no", "no"),
    ],
)
def test_requirements(lines, pinned, resolvable):
    files: dict[str, str | bytes] = {"requirements.txt": lines}
    assert answer(files, "dependencies") == "yes"
    assert (answer(files, "pinned"), answer(files, "resolvable")) == (pinned, resolvable)


def test_the_repair_says_how_many_and_where():
    repairs = {each.item: each for each in report({"requirements.txt": "torch\nnumpy\nscipy==1.0\n"}).repairs}
    assert repairs["pinned"].sentence == "Pin the 2 unpinned dependencies in requirements.txt"
    assert repairs["pinned"].minutes > 0
    assert repairs["pinned"].gain == 6


def test_repairs_that_gain_most_come_first():
    gains = [each.gain for each in report({"a.py": "x = 1"}).repairs]
    assert gains == sorted(gains, reverse=True)
    assert len(gains) > 5


@pytest.mark.parametrize(
    ("name", "text", "needs"),
    [
        (
            "setup.py",
            "from setuptools import setup\nsetup(name='x', install_requires=['torch==1.0', 'numpy'])",
            2,
        ),
        ("setup.py", "import setuptools\nneeds = ['torch']\nsetuptools.setup(install_requires=needs)", 1),
        ("setup.cfg", "[options]\ninstall_requires =\n    torch\n    numpy>=1\n", 2),
        ("pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.8'\ntorch = '^2'\n", 1),
        (
            "environment.yml",
            "name: x\ndependencies:\n  - python=3.8\n  - pip:\n    - torch==1.0\nprefix: /home/me\n",
            2,
        ),
        ("Pipfile", "[packages]\ntorch = '*'\n", 1),
    ],
)
def test_every_kind_of_list_is_read(name, text, needs):
    found = item({name: text}, "dependencies")
    assert found.answer == "yes"
    assert found.found.startswith(f"{needs} dependenc")


def test_what_setup_works_out_is_not_guessed():
    text = "from setuptools import setup\nsetup(install_requires=open('requirements.txt').read().split())"
    assert answer({"setup.py": text}, "dependencies") == "yes"
    assert answer({"setup.py": text}, "pinned") == "could not tell"


@pytest.mark.parametrize(
    ("code", "stops"),
    [
        ("model.cuda()", True),
        ("x = y.to('cuda:0')", True),
        ("import torch\nd = torch.device('cuda')", True),
        ("if torch.cuda.is_available():\n    model.cuda()", False),
        ("if args.use_gpu:\n    model.cuda()", False),
        ("d = 'cuda' if torch.cuda.is_available() else 'cpu'\nmodel.to(d)", False),
        ("try:\n    model.cuda()\nexcept RuntimeError:\n    pass", False),
        ("# model.cuda()\nx = 'model.cuda()'", False),
    ],
)
def test_calls_that_stop_without_a_gpu(code, stops):
    found = item({"train.py": code}, "hardware")
    assert found.answer == ("no" if stops else "yes")
    assert bool(report({"train.py": code}).obstacles) is stops


def test_paths_of_the_author_are_obstacles():
    code = "import torch\ntorch.load('/home/jane/model.pth')\n"
    assert [(each.path, each.line) for each in report({"train.py": code}).obstacles] == [("train.py", 2)]


def test_code_that_cannot_be_parsed_is_not_judged():
    files: dict[str, str | bytes] = {"model.py": "def (:\n  .cuda() backward("}
    assert answer(files, "hardware") == "could not tell"
    assert answer(files, "training") == "could not tell"


def test_unit_tests_are_no_evaluation():
    assert (
        answer({"tests/test_a.py": "def test_a():\n    assert 1\n", "a.py": "x = 1\n"}, "evaluation") == "no"
    )


def test_modes_of_a_module_are_no_training():
    layer = (
        "import torch\nclass L(torch.nn.Module):\n    def train(self, mode):\n        super().train(mode)\n"
    )
    assert answer({"layers.py": layer}, "training") == "no"
    assert answer({"layers.py": TRAIN}, "training") == "yes"


def test_results_need_their_commands():
    table = "# X\n\n## Results\n\n| model | acc |\n|---|---|\n| a | 91.3 |\n"
    assert answer({"README.md": table}, "results") == "no"
    assert answer({"README.md": table + "\n```\npython test.py\n```\n"}, "results") == "yes"
    plain = "# X\n\n| option | meaning |\n|---|---|\n| lr | how fast |\n\n```\npython test.py\n```\n"
    assert answer({"README.md": plain}, "results") == "no"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Python 3.6 is needed.", False),
        ("make sure that it works", False),
        ("    python train.py", True),
        ("`bash run.sh`", True),
        ("$ CUDA_VISIBLE_DEVICES=0 python -m x.y", True),
        ("```\npip install x\n```", False),
        ("```python\nimport x\n```", True),
        ("Use python train.py some day.", False),
    ],
)
def test_commands_are_told_from_sentences(text, runs):
    assert answer({"README.md": f"# X\n\n{text}\n"}, "readme") == ("yes" if runs else "no")


def test_age_is_counted_to_the_day_that_is_given():
    old = of_texts("x", {"a.py": ""}, newest=dt.datetime(2020, 5, 1, tzinfo=dt.UTC))
    early, late = (scan(old, "x", dt.date(year, 1, 1)) for year in (2021, 2026))
    assert [each.items[-1].answer for each in (early, late)] == ["yes", "no"]
    assert early.last_activity == dt.date(2020, 5, 1)


def test_the_order_of_files_does_not_matter():
    assert report(WHOLE) == report(dict(reversed(WHOLE.items())))


def test_a_command_that_starts_nothing_is_an_obstacle():
    page = "# X\n\n```\npython train.py\npython sub/evaluate.py\n```\n"
    made = report({"README.md": page, "code/evaluate.py": "x = 1\n"})
    assert [(each.line, each.note) for each in made.obstacles] == [
        (4, "starts train.py, which is not in the tree")
    ]
    assert answer({"README.md": page, "a.py": "x = 1\n"}, "training") == "no"


def test_what_a_command_is_given_is_not_what_it_starts():
    page = "# X\n\n```\npython run.py data/test.npy\n```\n"
    assert answer({"README.md": page, "run.py": "x = 1\n"}, "evaluation") == "no"


def test_python_with_its_version_is_a_command():
    assert answer({"README.md": "# X\n\n- `python3 go.py --fast`\n"}, "readme") == "yes"
    assert answer({"README.md": "# X\n\npython 3.6 and more\n"}, "readme") == "no"


def test_days_that_tools_make_up_say_nothing():
    made = of_texts("x", {"a.py": ""}, newest=dt.datetime(2020, 2, 2, tzinfo=dt.UTC))
    assert scan(made, "x", dt.date(2026, 1, 1)).last_activity is None


def test_a_library_that_needs_nothing_says_so():
    text = "[project]\nname = 'x'\ndependencies = [\n  # none\n]\n"
    assert answer({"pyproject.toml": text}, "dependencies") == "yes"
    assert (
        answer({"setup.py": "from setuptools import setup\nsetup(name='x')\n"}, "dependencies")
        == "could not tell"
    )


@pytest.mark.parametrize(
    ("code", "trains"),
    [
        (
            "import torch\nclass F:\n    def backward_pass(self, y):\n        torch.autograd.backward(y)\n",
            False,
        ),
        ("def go(optimizer, loss):\n    loss.backward()\n    optimizer.step()\n", True),
        ("loss.backward()\nif __name__ == '__main__':\n    go()\n", True),
        ("from x import trainer\ntrainer.fit(1)\n", True),
        ("scaler.fit(1)\n", False),
    ],
)
def test_training_is_more_than_a_gradient(code, trains):
    assert answer({"nets.py": code}, "training") == ("yes" if trains else "no")


@pytest.mark.parametrize(
    ("code", "evaluates"),
    [
        ("import torch\nwith torch.no_grad():\n    x = 1\n", False),
        ("def validate(self, value):\n    return value\n# evaluate\n", False),
        ("def validate(loader, model):\n    return 1\n# evaluate\n", True),
        ("class E:\n    def evaluate(self, model, data):\n        return 1\n", True),
    ],
)
def test_evaluation_is_more_than_a_mode(code, evaluates):
    assert answer({"nets.py": code}, "evaluation") == ("yes" if evaluates else "no")


@pytest.mark.parametrize(
    ("code", "stops"),
    [
        ("class N:\n    def cuda(self):\n        return super().cuda()\n", False),
        ("def f():\n    if not torch.cuda.is_available():\n        return\n    x.cuda()\n", False),
        ("def f():\n    if not quick:\n        return\n    x.cuda()\n", True),
    ],
)
def test_guards_of_other_forms(code, stops):
    assert answer({"nets.py": code}, "hardware") == ("no" if stops else "yes")


def test_a_wrapper_is_no_app():
    assert answer({"pkg/wrapper.py": "x = 1\n", "pkg/mapper.py": "x = 1\n"}, "demo") == "no"
    assert answer({"examples/run.py": "x = 1\n"}, "demo") == "yes"


def test_the_page_on_items_says_what_the_program_does():
    page = (Path(__file__).parents[3] / "docs" / "playable.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)`( \*)? \| (\d+) \|", page, re.M)
    known = [(each.item, each.weight, each.checklist) for each in QUESTIONS]
    assert [(item, float(weight), bool(mark)) for item, mark, weight in rows] == [
        *known,
        (ACTIVE[0], ACTIVE[3], False),
    ]


def test_a_file_that_only_tries_the_code_is_no_evaluation():
    trial = "import torch\nlayer = torch.nn.Linear(1, 1)\nlayer.eval()\n"
    assert answer({"pkg/test.py": trial}, "evaluation") == "no"
    assert answer({"test.py": trial + "if __name__ == '__main__':\n    layer(1)\n"}, "evaluation") == "yes"
    assert answer({"test.py": b"\0"}, "evaluation") == "yes"


def test_weights_that_are_loaded_by_the_repositorys_own_name_count():
    page = '# X\n\n```python\nmodel = Net.from_pretrained("{}")\n```\n'
    assert item({"README.md": page.format("gentlenet-b0")}, "weights", name="gentlenet-0.7").answer == "yes"
    assert item({"README.md": page.format("bert-base")}, "weights", name="gentlenet-0.7").answer == "no"
