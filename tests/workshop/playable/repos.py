"""Made-up repositories: one that has everything, and what a single file of another may be."""

from __future__ import annotations

import datetime as dt
import json

from inroad.types import PlayItem, PlayReport
from inroad.workshop.playable.scan import scan
from inroad.workshop.source.tree import of_texts

TODAY = dt.date(2026, 1, 1)

README = """# Gentle Nets

Code of the paper "Gentle Nets".

## Installation

    pip install gentle-nets

## Data

Download the images from https://example.org/images.zip and unpack them into `data/`.

## Training

```bash
python train.py --data data --epochs 10
```

## Pretrained models

Weights (1.2 GB): https://github.com/someone/gentle/releases/download/v1/gentle.pth
The weights are under the licence CC BY 4.0.

## Results

| model | accuracy |
|---|---|
| gentle | 91.3 |
| harsh | 88.0 |

[Try it](https://colab.research.google.com/github/someone/gentle/blob/main/demo.ipynb).
Trained on 8 V100 GPUs with 32 GB of GPU memory.
"""

TRAIN = """import argparse

import torch


def main():
    parser = argparse.ArgumentParser()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = torch.nn.Linear(1, 1).to(device)
    model(torch.ones(1, 1)).backward()


if __name__ == "__main__":
    main()
"""

WHOLE: dict[str, str | bytes] = {
    "README.md": README,
    "LICENSE": "MIT License\n\nPermission is hereby granted, free of charge, to any person",
    "pyproject.toml": '[project]\nname = "gentle-nets"\ndependencies = ["torch==2.1.0", "numpy==1.26.4"]\n',
    "gentle_nets/__init__.py": "",
    "gentle_nets/predict.py": "def predict(model, image):\n    return model(image)\n",
    "train.py": TRAIN,
    "evaluate.py": "def evaluate(model):\n    return model.eval()\n",
    "demo.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": "import gentle_nets"}]}),
    "tests/test_nets.py": "def test_it():\n    assert True\n",
    ".github/workflows/test.yml": "on: push\n",
}


def report(files: dict[str, str | bytes], name: str = "gentle") -> PlayReport:
    return scan(of_texts(name, files), name, TODAY)


def item(files: dict[str, str | bytes], which: str, name: str = "gentle") -> PlayItem:
    return next(each for each in report(files, name).items if each.item == which)


def answer(files: dict[str, str | bytes], which: str) -> str:
    return item(files, which).answer
