import typer

from lab import predict, data

app = typer.Typer(no_args_is_help=True)
app.add_typer(predict.app, name="predict")
app.add_typer(data.app, name="data")


@app.callback()
def common(verbose: bool = False):
    """Toy laboratory."""
