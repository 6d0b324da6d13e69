"""What is found in a repository: ways in, what they take and give, and which is the likeliest."""

from __future__ import annotations

import pytest
from demo_sample import EXPECTED, REPOSITORIES, made, written

from inroad.errors import NotFound
from inroad.types import DemoEntry, DemoInput
from inroad.workshop.demo import about, code, find, kinds
from inroad.workshop.demo.docs import parameters, span
from inroad.workshop.demo.settings import leaves
from inroad.workshop.source.open import open_tree
from inroad.workshop.source.tree import of_texts


def entries(place) -> tuple[DemoEntry, ...]:
    tree = place if not hasattr(place, "iterdir") else open_tree(place)
    parsed = code.read(tree)
    return find.entries(parsed, about.about(tree, parsed))


def best(files: dict[str, str]) -> DemoEntry:
    return entries(of_texts("made-up", files))[0]


def inputs(entry: DemoEntry) -> dict[str, DemoInput]:
    return {each.name: each for each in entry.inputs}


@pytest.mark.parametrize("name", REPOSITORIES)
def test_the_likeliest_way_in_is_the_expected_one(name):
    assert entries(REPOSITORIES[name])[0].entry_id == EXPECTED[name]["entry"]


def test_forty_options_become_a_few_fields_and_more_settings():
    entry = entries(REPOSITORIES["01_argparse_forty"])[0]
    found = inputs(entry)
    assert [each.name for each in entry.inputs if each.basic][:3] == ["input", "strength", "task"]
    assert len([each for each in entry.inputs if each.basic]) <= 6
    assert len(entry.inputs) == 38  # 40 without the output and what is counted
    assert (found["strength"].kind, found["strength"].low, found["strength"].high) == ("integer", 1, 5)
    assert (found["gamma"].low, found["gamma"].high) == (0.1, 4.0)
    assert found["kernel_size"].choices == ("1", "3", "5", "7")
    assert found["clip"].key == "/--no_clip"
    assert found["clip"].default is True
    assert entry.about == "Restore a noisy image with a 100% hand-made filter"
    output = entry.outputs[0]
    assert (output.kind, output.key, output.target) == ("image", "--output", "result.png")


@pytest.mark.parametrize(
    ("name", "field", "kind"),
    [
        ("03_typer", "data", "table"),
        ("07_hard_paths", "data_path", "table"),
        ("08_gpu_only", "image", "image"),
        ("11_predictor", "formal", "yes/no"),
        ("12_sys_argv", "input_video", "video"),
        ("13_config_registry", "text", "text"),
        ("14_audio", "wav", "audio"),
        ("15_training_only", "checkpoint", "file"),
        ("17_sys_path", "img_path", "image"),
        ("19_setup_effects", "csv_file", "table"),
    ],
)
def test_kinds_of_inputs(name, field, kind):
    assert inputs(entries(REPOSITORIES[name])[0])[field].kind == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("05_hydra", "image"),
        ("09_global_model", "text"),
        ("10_pipeline", "image"),
        ("12_sys_argv", "image"),
        ("14_audio", "audio"),
        ("17_sys_path", "image"),
        ("18_readme_only", "text"),
        ("19_setup_effects", "table"),
    ],
)
def test_kinds_of_outputs(name, kind):
    assert entries(REPOSITORIES[name])[0].outputs[0].kind == kind


def test_training_comes_after_use():
    assert entries(REPOSITORIES["15_training_only"])[-1].file == "train.py"


def test_what_a_package_offers_comes_before_what_is_inside_of_it():
    found = best(
        {
            "kit/__init__.py": "from .core import extract\n",
            "kit/core.py": "def extract(text: str) -> str:\n    return text\n",
            "kit/inner.py": "def generate_key(text: str) -> str:\n    return text\n",
        }
    )
    assert found.entry_id == "kit/core.py:extract"
    assert "the package offers it" in found.reasons


def test_a_sound_and_its_rate_go_together():
    found = best({"noise.py": "def reduce_noise(y, sr, keep=0.5):\n    return y * keep\n"})
    told = inputs(found)
    assert (told["y"].kind, told["sr"].fixed, found.outputs[0].kind) == ("audio", True, "audio")


def test_what_a_page_cannot_give_is_no_way_in():
    tree = of_texts(
        "x", {"m.py": "def predict(model, loader):\n    pass\n\ndef forward(hidden_states):\n    return 1\n"}
    )
    assert entries(tree) == ()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "x = " + "a." * 50000 + "b",
        "\0",
        "def predict(text):\n  return text\n" * 3000,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_no_file_stops_the_reading_of_the_others(text):
    tree = of_texts("x", {"bad.py": text, "good.py": "def predict(text: str) -> str:\n    return text\n"})
    assert "good.py:predict" in {each.entry_id for each in entries(tree)}


def test_two_files_that_import_each_other_and_functions_that_call_each_other():
    looped = "from b import g\n\ndef predict(path):\n    return g(path)\n"
    back = "from a import predict\n\ndef g(path):\n    return predict(path)\n"
    assert best({"a.py": looped, "b.py": back}).file == "a.py"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("input_image", "image"),
        ("imgPath", "image"),
        ("out_dir", "folder"),
        ("prompt", "text"),
        ("negative_prompt", "text"),
        ("wav_file", "audio"),
        ("csv_path", "table"),
        ("x", None),
        ("model_path", "file"),
    ],
)
def test_names_say_kinds(name, kind):
    assert kinds.by_name(name) == kind


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("output", True),
        ("out_path", True),
        ("save_dir", True),
        ("o", True),
        ("output_size", False),
        ("input", False),
    ],
)
def test_names_of_outputs(name, yes):
    assert kinds.is_output(name) is yes


def test_docstrings_of_three_styles():
    google = (
        "Do.\n\nArgs:\n    text (str): what to read\n    n: how many\n        words\n\nReturns:\n    x: no\n"
    )
    numpy = "Do.\n\nParameters\n----------\ntext : str\n    what to read\n\nReturns\n-------\nout : str\n"
    sphinx = "Do.\n\n:param text: what to read\n"
    assert parameters(google)["n"] == "how many words"
    assert all(parameters(doc)["text"] == "what to read" for doc in (google, numpy, sphinx))
    assert "x" not in parameters(google)
    assert span("strength [0.5-2]") == (0.5, 2.0)
    assert span("ISO 8601-2 dates") == (None, None)


def test_the_help_of_docopt_is_read():
    text = """'''Shorten a text.

Usage:
    short (first | last) [--length=<n>] [--quiet] <file>
    short --version

Options:
    --length=<n>  How many words. [default: 20]
    --quiet       Say nothing.
    --version     The version.
'''
from docopt import docopt

args = docopt(__doc__)
print(open(args["<file>"]).read())
"""
    entry = best({"short.py": text})
    found = inputs(entry)
    assert (entry.found_by, entry.about) == ("docopt", "Shorten a text.")
    assert {name: each.kind for name, each in found.items()} == {
        "method": "choice",
        "file": "file",
        "length": "text",
        "quiet": "yes/no",
    }
    assert (found["length"].default, found["quiet"].key) == ("20", "--quiet/")


def test_settings_of_yaml():
    found = leaves("a: 1  # how many\nb:\n  c: yes\n  d: 'x: y'\n  e: [1, 2]\n  f: ${a}\ng: ???\n")
    assert [(each.key, each.value) for each in found] == [
        ("a", 1),
        ("b.c", True),
        ("b.d", "x: y"),
        ("g", "???"),
    ]
    assert found[0].help == "how many"


def test_an_entry_that_is_not_there_is_told_with_those_that_are(tmp_path):
    place = written(tmp_path / "r", {"m.py": "def predict(text: str) -> str:\n    return text\n"})
    with pytest.raises(NotFound, match="predict"):
        made(place, tmp_path / "out", entry="predikt")
