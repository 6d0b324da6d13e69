"""``python quiet.py HOME WORDS-FILE``: many commands in one process that notes every attempt to reach outside.

An attempt is refused, so that nothing leaves the machine; what was tried is printed as JSON.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

TRIED: list[str] = []
NOW: list[str] = [""]
ASKS = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.sendto",
)


def watch(event: str, args: tuple[object, ...]) -> None:
    if event in ASKS and "AF_UNIX" not in repr(args[0]):
        TRIED.append(f"{NOW[0]}: {event} {args[1] if event == 'socket.connect' else args[0]!r}")
        raise OSError("no network in this test")


def run(home: str, words: list[str]) -> str:
    from inroad.cli import main

    NOW[0] = " ".join(words)
    said = io.StringIO()
    sys.argv = ["inroad", "--home", home, *words]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main()
    except SystemExit as ended:
        code = ended.code
    except BaseException as error:
        code = f"{type(error).__name__}: {error}"
    return f"{code}" if code in (0, 1, None) else f"{code} {said.getvalue()[-300:]}"


if __name__ == "__main__":
    home, file = sys.argv[1:]
    commands = json.loads(Path(file).read_text("utf-8"))
    sys.stdin = io.StringIO()
    sys.addaudithook(watch)
    codes = {" ".join(words): run(home, words) for words in commands}
    print(json.dumps({"tried": TRIED, "codes": codes}))
