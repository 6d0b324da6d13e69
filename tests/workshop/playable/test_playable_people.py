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
        ("## Testing\n\n![](figs/main.png)", "yes"),
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
