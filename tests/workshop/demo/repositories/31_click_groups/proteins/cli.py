import click

from proteins.commands.fold import fold
from proteins.commands.train import train


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--verbose", is_flag=True)
@click.pass_context
def cli(ctx, verbose):
    """Tools for toy proteins."""
    ctx.obj = {"verbose": verbose}


cli.add_command(fold)
cli.add_command(train)
