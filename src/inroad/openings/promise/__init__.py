"""Promise: how likely others are to take up a method within six months of its first paper."""
