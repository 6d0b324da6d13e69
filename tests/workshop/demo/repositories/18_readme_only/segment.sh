#!/bin/sh
# One token a line.
set -e
tr -s ' ' '\n' < "$1"
