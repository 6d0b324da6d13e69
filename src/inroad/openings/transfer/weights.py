"""The weights that are shipped, with the record of the same fit made at an earlier day."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from inroad.openings.transfer import calibration
from inroad.openings.transfer.calibration import Calibration
from inroad.openings.transfer.model import Model
from inroad.plain import from_json, to_json
from inroad.types import Record

PRECISE = 5
"""Digits of a weight."""


@dataclass(frozen=True)
class Weights:
    """What makes forecasts of methods and tasks."""

    model: Model
    calibration: Calibration
    """Makes probabilities of what the model says."""
    fitted_on: dt.date
    """Last day that the fit knows of."""
    record: Record
    """Of the same fit made ``horizon_days`` earlier."""


def pack(weights: Weights) -> str:
    """The content of the weights file: one weight a line, so that a change can be read."""
    terms = [f"{json.dumps(name)}: {weight}" for name, weight in weights.model.weights.items()]
    head = '{"about": "Weights of inroad.openings.transfer, made by tools/train_transfer.py.",'
    fitted = f'"fitted_on": "{weights.fitted_on}", "bias": {weights.model.bias},'
    told = f'"calibration": {json.dumps(asdict(weights.calibration))},'
    body = '"weights": {\n' + ",\n".join(terms) + "\n},"
    return "\n".join([head, fitted, told, body, f'"record": {to_json(weights.record)}}}']) + "\n"


def unpack(text: str) -> Weights:
    """What :func:`pack` wrote."""
    told = json.loads(text)
    model = Model(told["bias"], told["weights"])
    record = from_json(Record, json.dumps(told["record"]))
    right = calibration.of(told["calibration"])
    return Weights(model, right, dt.date.fromisoformat(told["fitted_on"]), record)


def rounded(model: Model) -> Model:
    """The same with as many digits as are written."""
    terms = {name: float(f"{weight:.{PRECISE}g}") for name, weight in model.weights.items()}
    return Model(float(f"{model.bias:.{PRECISE}g}"), terms)


@cache
def shipped() -> Weights:
    """The weights that are shipped."""
    return unpack((files("inroad") / "data" / "openings" / "transfer.json").read_text("utf-8"))
