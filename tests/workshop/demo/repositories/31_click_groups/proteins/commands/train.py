import click


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True))
@click.option("--epochs", default=10)
def train(data, epochs):
    """Fit the tables anew."""
    for epoch in range(epochs):
        click.echo(f"epoch {epoch}")
