"""Rain tomorrow from what was measured today."""
import argparse
import math

SENSORS = ("temperature", "humidity", "pressure")
DEFAULTS = {"temperature": 15.0, "humidity": 60.0, "pressure": 1013.0}
UNITS = {"temperature": "degrees Celsius", "humidity": "percent", "pressure": "hPa"}


def build_parser():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--station", required=True, help="name of the station")
    for name in SENSORS:
        p.add_argument(f"--{name}", type=float, default=DEFAULTS[name], help=f"{name} in {UNITS[name]}")
    for flag, text in [("verbose", "say more"), ("celsius", "answer in Celsius")]:
        p.add_argument("--" + flag, action="store_true", help=text)
    for group in ("wind", "gust"):
        for axis in "xy":
            p.add_argument("--%s_%s" % (group, axis), type=float, default=0.0)
    for short, long, low in (("-d", "--days", 1), ("-m", "--members", 5)):
        p.add_argument(short, long, type=int, default=low, choices=range(1, 11))
    return p


if __name__ == "__main__":
    a = build_parser().parse_args()
    z = 0.08 * (a.humidity - 60) - 0.1 * (a.pressure - 1013) + 0.02 * (a.wind_x + a.gust_y)
    print(f"{a.station}: {1 / (1 + math.exp(-z)):.0%} rain within {a.days} day(s)")
