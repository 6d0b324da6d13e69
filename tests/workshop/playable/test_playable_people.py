"""What people who marked the completeness checklist counted, and what they did not."""

from __future__ import annotations

import pytest
from repos import answer

UNREADABLE = "def broken(:\n    __main__\n"
STEPS = "import torch\n\n\ndef train(model, loader):\n    optimizer.step()\n"


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("# A\n\n## Requirements\n\n- Python 3.6\n- PyTorch 1.1\n", "yes"),
        ("# A\n\nThis was built on:\n\n* gpflow==1.3.0\n* tensorflow==1.12.0\n", "yes"),
        ("# A\n\nYou will need to install tensorflow 1.13 and numpy.\n", "yes"),
        ("# A\n\n## Docker\n\n    docker build -t numpy-image .\n", "yes"),
        ("# A\n\n## Usage\n\nTested on python3.7 with pytorch 1.0.1\n", "no"),
        ("# A\n\nA PyTorch implementation of the paper.\n", "no"),
    ],
)
def test_dependencies_in_a_page(page, listed):
    assert answer({"README.md": page, "a.py": "x = 1\n"}, "dependencies") == listed


@pytest.mark.parametrize("name", ["speech/README.md", "INSTALL.md", "REPRODUCIBILITY.md"])
def test_dependencies_in_another_page(name):
    pages = {"README.md": "# A\n", name: "# B\n\n## Requirements\n\n- PyTorch 1.0\n", "a.py": "x = 1\n"}
    assert answer(pages, "dependencies") == "yes"


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("![accuracy over time](plots/accuracy.png)", "yes"),
        ("![](figs/main.png)\n\nTo replicate the experiments of the paper, run it.", "no"),
        ("## Testing\n\n![](figs/main.png)", "no"),
        ("## Leaderboard\n\n![](figs/main.png)", "yes"),
        ("## Dataset\n\n| Part | Size |\n|---|---|\n| a | 1.5 |\n| b | 2.5 |\n| c | 3.5 |", "no"),
        ("| Paper | On |\n|---|---|\n| [a](https://arxiv.org/abs/2505.22618) | x |", "no"),
        ("| Rank | Model | Accuracy |\n|:-:|:-:|:-:|\n| 1 | ours | 0.8 |", "yes"),
        ("The file `results_all.csv` has them.", "yes"),
        ("![](teaser.png)", "no"),
        ("| Model | Test on A |\n|---|---|\n| ours | 0.8% (±0.2%) |", "yes"),
    ],
)
def test_pictures_of_results(shown, told):
    page = f"# A\n\n{shown}\n\n```\npython main.py --epochs 5\n```\n"
    tree = {"README.md": page, "main.py": "x = 1\n", "results_all.csv": "a,b\n"}
    assert answer(tree, "results") == told


def test_a_picture_alone_is_no_way_to_get_it_again():
    assert answer({"README.md": "# A\n\n![](accuracy.png)\n"}, "results") == "no"


def test_what_is_measured_while_training_is_no_evaluation():
    code = STEPS + "\n\ndef evaluate(model, loader):\n    return accuracy\n"
    assert answer({"train.py": code}, "evaluation") == "no"
    assert answer({"main.py": code}, "evaluation") == "yes"


@pytest.mark.parametrize("item", ["training", "evaluation"])
def test_a_command_for_whole_experiments_tells_where_code_cannot_be_read(item):
    page = "# A\n\n```\npython main.py --dataset A\n```\n"
    assert answer({"README.md": page, "main.py": UNREADABLE}, item) == "yes"
    assert answer({"README.md": "# A\n", "model.py": UNREADABLE}, item) == "could not tell"


@pytest.mark.parametrize(("heading", "item"), [("Training", "training"), ("Testing", "evaluation")])
def test_a_command_below_its_heading_tells(heading, item):
    page = f"# A\n\n## {heading}\n\n```\npython redo.py --dataset A\n```\n"
    assert answer({"README.md": page, "redo.py": UNREADABLE}, item) == "yes"


def test_gradients_of_a_trial_are_no_training():
    trial = "import torch\n\nif __name__ == '__main__':\n    Net()(torch.ones(1)).sum().backward()\n"
    assert answer({"net.py": trial}, "training") == "no"
    assert answer({"net.py": trial + "    optimizer.step()\n"}, "training") == "yes"


def test_an_error_on_held_out_data_is_an_evaluation():
    code = "test_error = knn(train, test)\nprint(test_error)\n"
    assert answer({"main.py": code}, "evaluation") == "yes"
    assert answer({"model.py": code}, "evaluation") == "no"


@pytest.mark.parametrize(
    "files",
    [
        {
            "README.md": "# A\n\nPre-trained models are on the [page][1].\n\n\n\n[1]: https://github.com/a/b/releases/tag/v1\n"
        },
        {
            "README.md": "# A\n\nPretrain a teacher (or download mine [here](https://drive.google.com/drive/folders/1))\n"
        },
        {"README.md": "# A\n\nThe pretrained models will be automatically downloaded.\n"},
        {"README.md": "# A\n\nModels available [here](https://drive.google.com/open?id=1).\n"},
        {"README.md": "# A\n", "models/model_mnist": b"\x00\x01"},
        {"README.md": "# A\n", "trained_models/sigma_15.model": b"\x00\x01"},
    ],
)
def test_weights_in_other_ways(files):
    assert answer(files, "weights") == "yes"
    assert (
        answer({"README.md": "# A\n\n[page][1]\n\n[1]: https://github.com/a/b/releases/tag/v1\n"}, "weights")
        != "yes"
    )


def test_data_made_with_a_pretrained_model_are_no_weights():
    page = "# A\n\nMade with a pretrained model.\nThe dataset is [here](https://www.dropbox.com/s/1/a.zip).\n"
    assert answer({"README.md": page}, "weights") != "yes"


PIPE = "from transformers import pipeline\n"


@pytest.mark.parametrize(
    ("page", "code", "told"),
    [
        ("[here](https://huggingface.co/someone/gentle-7b)", "", "yes"),
        ("[here](https://huggingface.co/facebook/genteel-7b)", "", "no"),
        ("| gentle | [Hugging Face](https://huggingface.co/gentle-lab/net) |", "", "no"),
        (
            "git clone https://github.com/gentle-lab/gentle.git\n[x](https://huggingface.co/gentle-lab/net)",
            "",
            "yes",
        ),
        ("Pretrained backbone: [x](https://huggingface.co/someone/other)", "", "no"),
        ("Pretrained models: [x](https://huggingface.co/someone/other)", "", "yes"),
        ("- [ ] Upload pretrained weights\n\nData: [x](https://drive.google.com/open?id=1)", "", "no"),
        ("Pretrained models are on [the hub](https://huggingface.co/).", "", "no"),
        ('Pretrained models: `registry["a"](checkpoint="<path/to/checkpoint>")`', "", "no"),
        ("Pretrained models: [log](https://a.org/storage/events.out.tfevents.1)", "", "no"),
        ("Start: `vllm serve someone/gentle-7b`", "", "yes"),
        ("Start: `vllm serve Qwen/Qwen3-8B`", "", "no"),
        ("x", "model = Net.from_pretrained('someone/gentle_base')\n", "yes"),
        ("x", "model = Net.from_pretrained('google/bert_base')\n", "no"),
        ("x", "model = Net.from_pretrained(name)\n", "no"),
    ],
)
def test_a_model_on_a_hub_counts_if_it_is_its_own(page, code, told):
    assert answer({"README.md": f"# A\n\n{page}\n", "main.py": PIPE + code}, "weights") == told


def test_weights_of_a_measure_that_is_carried_along_are_none():
    assert answer({"lpips/weights/v0.1/alex.pth": b"\0"}, "weights") == "no"
    assert answer({"checkpoints/alex.pth": b"\0"}, "weights") == "yes"


OPTIONS = "import argparse\n\nparser = argparse.ArgumentParser()\n"


@pytest.mark.parametrize(
    ("line", "trains", "evaluates"),
    [
        ('parser.add_argument("--mode", choices=["train", "test"])', "yes", "yes"),
        ('parser.add_argument("--mode", default="a", help="cnn_train or cnn_test")', "yes", "yes"),
        ('parser.add_argument("--do_train", action="store_true")', "yes", "no"),
        ('parser.add_argument("--eval-only", action="store_true")', "no", "yes"),
        ('parser.add_argument("--test_data", default="test.json", help="test data")', "no", "no"),
        ('parser.add_argument("--train_batch_size", type=int)', "no", "no"),
    ],
)
def test_options_tell_what_a_script_can_do(line, trains, evaluates):
    tree = {"README.md": "# A\n", "main.py": f"{OPTIONS}{line}\n"}
    assert (answer(tree, "training"), answer(tree, "evaluation")) == (trains, evaluates)


def test_a_trainer_that_is_told_to_test_evaluates():
    assert answer({"main.py": "trainer.test(loader)\n"}, "evaluation") == "yes"
    assert answer({"main.py": "pattern.test(loader)\n"}, "evaluation") == "no"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("## Evaluation\n\nSee [here](./metering).", "yes"),
        ("The code for evaluating it is in [here](metering/).", "yes"),
        ("## Evaluation\n\nSee [here](./elsewhere).", "could not tell"),
        ("## Data\n\nSee [here](./metering).", "could not tell"),
    ],
)
def test_a_link_to_code_of_the_tree_tells(page, told):
    tree = {"README.md": f"# A\n\n{page}\n", "metering/a.py": UNREADABLE}
    assert answer(tree, "evaluation") == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("`transformers>=4.51.0` is required.", "yes"),
        ("```\nbash setup_remote.sh\n```", "yes"),
        ("```\nbash elsewhere.sh\n```", "no"),
        ("Nothing at all.", "no"),
    ],
)
def test_dependencies_in_a_sentence_or_a_script(page, told):
    tree = {"README.md": f"# A\n\n{page}\n", "setup_remote.sh": "pip install torch\n", "a.py": "x = 1\n"}
    assert answer(tree, "dependencies") == told


def test_where_there_is_no_code_nothing_is_listed():
    assert answer({"README.md": "# A\n\nCode will come.\n"}, "dependencies") == "no"
    assert answer({"README.md": "# A\n", "a.m": "x = 1"}, "dependencies") == "could not tell"


def test_uv_that_runs_is_no_installation():
    tree = {"README.md": "# A\n\n```\nuv run scripts/train.py --size 8\n```\n", "scripts/train.py": STEPS}
    assert answer(tree, "readme") == "yes"
    assert answer(tree, "install") == "no"
