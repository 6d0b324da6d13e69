from enum import Enum
from pathlib import Path
from typing import Optional

import numpy as np
import typer
from typing_extensions import Annotated

app = typer.Typer()


class Scale(str, Enum):
    zscore = "zscore"
    minmax = "minmax"


def read(path):
    with open(path) as f:
        head = f.readline().strip().split(",")
    return head, np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)


@app.command()
def train(data: Path, epochs: int = 10):
    """Fit the encoder."""
    print("not in this release")


@app.command()
def infer(
    data: Annotated[Path, typer.Argument(help="CSV with one row per sample", exists=True)],
    out: Annotated[Path, typer.Option("--out", "-o", help="where to write the CSV")] = Path("scores.csv"),
    scale: Scale = Scale.zscore,
    power: float = typer.Option(2.0, min=0.5, max=4.0, help="exponent of the norm"),
    limit: Optional[int] = None,
):
    """Score every row by its distance from the centre."""
    head, rows = read(data)
    rows = rows[:limit]
    spread = rows.std(0) if scale is Scale.zscore else rows.max(0) - rows.min(0)
    z = (rows - rows.mean(0)) / np.where(spread == 0, 1, spread)
    score = (np.abs(z) ** power).sum(1) ** (1 / power)
    np.savetxt(out, np.c_[rows, score], delimiter=",", header=",".join([*head, "score"]), comments="")
    typer.echo(f"{len(rows)} rows, mean score {score.mean():.3f}")


if __name__ == "__main__":
    app()
