import json
import sys
from types import SimpleNamespace

import numpy as np


class Forecaster:
    def __init__(self, cfg):
        self.cfg = cfg

    def fit(self, y):
        self.level = y[: self.cfg.window].mean()

    def forecast(self, y):
        out = []
        for v in y[-self.cfg.horizon:]:
            self.level = self.cfg.alpha * v + (1 - self.cfg.alpha) * self.level
            out.append(self.level)
        return np.array(out)


def run(config_path, series_csv, output="forecast.csv"):
    cfg = SimpleNamespace(**json.load(open(config_path)))
    y = np.loadtxt(series_csv, delimiter=",", skiprows=1, usecols=0)
    model = Forecaster(cfg)
    model.fit(y)
    np.savetxt(output, model.forecast(y), header="forecast", comments="")


if __name__ == "__main__":
    run(*sys.argv[1:])
