"""Named entities with rules."""
import argparse
import json
import sys

from nerkit.tagger import Tagger


def cmd_tag(args):
    tagger = Tagger(args.rules)
    text = args.text if args.text else sys.stdin.read()
    result = [{"entity": e, "label": l} for e, l in tagger.tag(text) if not args.labels or l in args.labels]
    if args.json:
        json.dump(result, sys.stdout)
    else:
        for each in result:
            print(each["entity"], each["label"])


def cmd_stats(args):
    print(len(open(args.corpus).read().split()), "words")


def add_tag_parser(subparsers):
    p = subparsers.add_parser("tag", help="tag a text")
    p.add_argument("--text", help="text to tag; standard input if left away")
    p.add_argument("--rules", default="title", choices=["title", "upper"])
    p.add_argument("--labels", nargs="*", help="labels to keep")
    p.add_argument("--json", action="store_true")
    p.set_defaults(func=cmd_tag)


def add_stats_parser(subparsers):
    p = subparsers.add_parser("stats", help="count words")
    p.add_argument("corpus")
    p.set_defaults(func=cmd_stats)


def main():
    parser = argparse.ArgumentParser(prog="nerkit", description=__doc__)
    sub = parser.add_subparsers(dest="command", required=True)
    add_tag_parser(sub)
    add_stats_parser(sub)
    args = parser.parse_args()
    args.func(args)
