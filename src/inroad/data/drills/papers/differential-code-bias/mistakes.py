"""Known mistakes in differential code biases."""

import numpy as np
from inroad.practice.kit import mistake
from solution import RADIUS, design
from solution import estimate as right


@mistake("the sign is wrong: the lower frequency is delayed more")
def slant(p1, p2, f1, f2):
    return (p1 - p2) / (40.3e16 * (1 / f2**2 - 1 / f1**2))


@mistake("the unit is wrong: one TECU is 10^16 electrons per square metre")
def slant(p1, p2, f1, f2):
    return (p2 - p1) / (40.3 * (1 / f2**2 - 1 / f1**2))


@mistake("only one frequency's delay is taken off: the difference holds both")
def slant(p1, p2, f1, f2):
    return (p2 - p1) * f2**2 / 40.3e16


@mistake("frequencies are not squared")
def slant(p1, p2, f1, f2):
    return (p2 - p1) / (40.3e16 * (1 / f2 - 1 / f1))


@mistake("the elevation is in degrees")
def mapping(elevation, height):
    return 1 / np.sqrt(1 - (RADIUS / (RADIUS + height) * np.cos(elevation)) ** 2)


@mistake("the shell's height is ignored: this is 1 / sin(elevation)")
def mapping(elevation, height):
    return 1 / np.sin(np.radians(elevation))


@mistake("the elevation is taken for the zenith angle")
def mapping(elevation, height):
    return 1 / np.sqrt(1 - (RADIUS / (RADIUS + height) * np.sin(np.radians(elevation))) ** 2)


@mistake("the mapping is turned over: it is slant over vertical, at least one")
def mapping(elevation, height):
    return np.sqrt(1 - (RADIUS / (RADIUS + height) * np.cos(np.radians(elevation))) ** 2)


@mistake("the root is missing: 1 - sin^2 is cos^2")
def mapping(elevation, height):
    return 1 / (1 - (RADIUS / (RADIUS + height) * np.cos(np.radians(elevation))) ** 2)


@mistake("the radius is divided by the height alone, not by radius + height")
def mapping(elevation, height):
    return 1 / np.sqrt(1 - (RADIUS / height * np.cos(np.radians(elevation))) ** 2)


@mistake("the first satellite's bias is set to zero instead of their sum")
def estimate(stec, factor, epoch, satellite, receiver):
    vertical, b, c = right(stec, factor, epoch, satellite, receiver)
    return vertical, b - b[0], c + b[0]


@mistake("the receivers' biases are made to sum to zero instead of the satellites'")
def estimate(stec, factor, epoch, satellite, receiver):
    vertical, b, c = right(stec, factor, epoch, satellite, receiver)
    return vertical, b + c.mean(), c - c.mean()


@mistake("all biases together are made to sum to zero")
def estimate(stec, factor, epoch, satellite, receiver):
    vertical, b, c = right(stec, factor, epoch, satellite, receiver)
    shift = c.sum() / (len(c) - len(b)) if len(c) != len(b) else np.nan
    return vertical, b + shift, c - shift


@mistake("nothing fixes the level of the biases: this is the solution of smallest norm")
def estimate(stec, factor, epoch, satellite, receiver):
    found = np.linalg.pinv(design(factor, epoch, satellite, receiver)) @ stec
    first, second = epoch.max() + 1, epoch.max() + satellite.max() + 2
    return found[:first], found[first:second], found[second:]


@mistake("the mapping factor is left out: slant content is taken for vertical content")
def estimate(stec, factor, epoch, satellite, receiver):
    flat = design(np.ones(len(stec)), epoch, satellite, receiver)
    found = np.linalg.pinv(flat) @ stec
    first, second = epoch.max() + 1, epoch.max() + satellite.max() + 2
    vertical, b, c = found[:first], found[first:second], found[second:]
    return vertical, b - b.mean(), c + b.mean()


@mistake("the mapping factor multiplies the biases, too: they are added as they are")
def estimate(stec, factor, epoch, satellite, receiver):
    scaled = design(np.ones(len(stec)), epoch, satellite, receiver) * factor[:, None]
    found = np.linalg.pinv(scaled) @ stec
    first, second = epoch.max() + 1, epoch.max() + satellite.max() + 2
    vertical, b, c = found[:first], found[first:second], found[second:]
    return vertical, b - b.mean(), c + b.mean()


@mistake("satellites and receivers are returned in the opposite order")
def estimate(stec, factor, epoch, satellite, receiver):
    vertical, b, c = right(stec, factor, epoch, satellite, receiver)
    return vertical, c, b
