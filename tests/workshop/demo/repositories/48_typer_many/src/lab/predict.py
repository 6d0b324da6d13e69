from enum import Enum
from typing_extensions import Annotated

import typer

app = typer.Typer()


class Unit(str, Enum):
    celsius = "celsius"
    kelvin = "kelvin"


@app.command("boiling-point")
def boiling(
    formula: Annotated[str, typer.Argument(help="Formula of the molecule")],
    unit: Annotated[Unit, typer.Option(case_sensitive=False, help="Unit of the answer")] = Unit.celsius,
    pressure: Annotated[float, typer.Option(min=0.1, max=10)] = 1.0,
):
    """Predict a boiling point."""
    value = 20.0 * len(formula) * pressure
    typer.echo(f"{value + (273.15 if unit is Unit.kelvin else 0):.1f}")


@app.command()
def density(formula: str):
    """Predict a density."""
    print(len(formula) / 10)
