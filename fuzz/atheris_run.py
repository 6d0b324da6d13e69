"""One parser under Atheris, in a process of its own: ``python -m fuzz.atheris_run NAME [libFuzzer's options]``."""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Load the program with its branches counted, then hand over to libFuzzer."""
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["inroad"]):
        from fuzz.table import one

        parser = one(name)
        # What is imported late is counted too, as long as it is imported here.
        for seed in (b"", *parser.seeds):
            parser.run(seed)
    atheris.Setup([name, *options], parser.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
