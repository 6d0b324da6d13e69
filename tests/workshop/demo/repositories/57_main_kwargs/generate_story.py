#!/usr/bin/env python3
"""Continue a story, one word after another.

Usage
-----
$ python generate_story.py "once upon a time" --length 20
"""
import argparse
import random
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CORPUS = ROOT / "data" / "corpus.txt"


def parse() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("prompt", help="how the story begins")
    p.add_argument("--length", "-n", type=lambda s: max(1, int(s)), default=20, help="words to add")
    p.add_argument("--corpus", type=Path, default=CORPUS, help="text to learn from (.txt)")
    p.add_argument("--temperature", "-t", type=float, default=1.0, metavar="T")
    p.add_argument("--seed", type=int)
    mode = p.add_mutually_exclusive_group()
    mode.add_argument("--greedy", dest="mode", action="store_const", const="greedy", help="always the likeliest word")
    mode.add_argument("--sample", dest="mode", action="store_const", const="sample")
    p.set_defaults(mode="sample")
    return p.parse_args()


def chain(path):
    table = defaultdict(list)
    words = path.read_text().split()
    for a, b in zip(words, words[1:]):
        table[a].append(b)
    return table


def generate(prompt, length, corpus, temperature, seed, mode):
    random.seed(seed)
    table = chain(corpus)
    words = prompt.split()
    for _ in range(length):
        options = sorted(table.get(words[-1], ["the"]))
        words.append(options[0] if mode == "greedy" else random.choice(options))
    return " ".join(words)


def main() -> int:
    args = parse()
    print(generate(**vars(args)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
