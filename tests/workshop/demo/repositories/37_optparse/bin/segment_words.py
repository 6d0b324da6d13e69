#!/usr/bin/env python
from optparse import OptionParser
import sys


def segment(text, lexicon, longest):
    out, i = [], 0
    while i < len(text):
        for n in range(longest, 0, -1):
            if text[i:i + n] in lexicon or n == 1:
                out.append(text[i:i + n])
                i += n
                break
    return out


if __name__ == "__main__":
    usage = "usage: %prog [options] TEXT"
    parser = OptionParser(usage=usage, description="Split a text without blanks into words")
    parser.add_option("-l", "--longest", dest="longest", type="int", default=6, help="longest word [default: %default]")
    parser.add_option("-s", "--separator", type="string", default=" ", help="what is put between words")
    parser.add_option("-w", "--word", action="append", dest="words", default=[], help="a word of the lexicon")
    parser.add_option("-v", "--verbose", action="store_true", dest="verbose", default=False)
    (options, args) = parser.parse_args()
    if len(args) != 1:
        parser.error("give one text")
    print(options.separator.join(segment(args[0], set(options.words) | {"the", "cat", "sat"}, options.longest)))
