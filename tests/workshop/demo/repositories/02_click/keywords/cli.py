"""Command line of keywords."""
import click

from .rank import rank


@click.command()
@click.argument("text")
@click.option("--top", "-n", default=5, show_default=True, type=click.IntRange(1, 20), help="How many words.")
@click.option("--method", type=click.Choice(["count", "length"]), default="count", help="How to rank.")
@click.option("--lower/--keep-case", default=True, help="Fold case first.")
def main(text, top, method, lower):
    """Print the most telling words of TEXT."""
    for word, score in rank(text.lower() if lower else text, method)[:top]:
        click.echo(f"{word}\t{score}")


if __name__ == "__main__":
    main()
