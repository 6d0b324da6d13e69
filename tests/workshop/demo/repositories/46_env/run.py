import os
import json

INPUT = os.environ.get("INPUT_TEXT", "hello world")
LEVEL = int(os.getenv("LEVEL", "2"))
TARGET = os.environ["TARGET_LANGUAGE"]


def translate(text, target, level):
    return f"[{target}] " + " ".join(w[::-1] if level > 1 else w for w in text.split())


print(json.dumps({"translation": translate(INPUT, TARGET, LEVEL)}))
