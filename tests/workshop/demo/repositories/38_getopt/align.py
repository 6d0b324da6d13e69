#!/usr/bin/python3
"""Aligns two sequences.

usage: align.py -a SEQ -b SEQ [--gap N] [--out FILE] [--local]
"""
import getopt
import sys


def usage():
    print(__doc__)


def align(a, b, gap, local):
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best = max(rows[i - 1][j - 1] + (a[i - 1] == b[j - 1]), rows[i - 1][j] - gap, rows[i][j - 1] - gap)
            rows[i][j] = max(best, 0) if local else best
    return rows[-1][-1]


def main(argv):
    first = second = ""
    gap, out, local = 1, None, False
    try:
        opts, args = getopt.getopt(argv, "ha:b:g:o:", ["help", "first=", "second=", "gap=", "out=", "local"])
    except getopt.GetoptError as e:
        print(e)
        usage()
        sys.exit(2)
    for opt, arg in opts:
        if opt in ("-h", "--help"):
            usage()
            sys.exit()
        elif opt in ("-a", "--first"):
            first = arg
        elif opt in ("-b", "--second"):
            second = arg
        elif opt in ("-g", "--gap"):
            gap = int(arg)
        elif opt in ("-o", "--out"):
            out = arg
        elif opt == "--local":
            local = True
    score = align(first, second, gap, local)
    if out:
        with open(out, "w") as f:
            f.write(str(score))
    print("score", score)


if __name__ == "__main__":
    main(sys.argv[1:])
