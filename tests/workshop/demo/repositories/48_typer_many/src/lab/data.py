import typer

app = typer.Typer()


@app.command()
def download(target: str = "data"):
    print("downloading to", target)
