import click

HELIX = set("AELM")


@click.command()
@click.argument("sequence")
@click.option("--window", type=click.IntRange(1, 9), default=3, show_default=True, help="Width of the average.")
@click.option("--alphabet", type=click.Choice(["dssp", "simple"]), default="simple")
@click.pass_obj
def fold(obj, sequence, window, alphabet):
    """Predict the secondary structure of a sequence."""
    out = []
    for i in range(len(sequence)):
        part = sequence[max(0, i - window // 2) : i + window // 2 + 1]
        out.append("H" if sum(c in HELIX for c in part) * 2 > len(part) else "-")
    if obj["verbose"]:
        click.echo(f"{len(sequence)} residues", err=True)
    click.echo("".join(out))
