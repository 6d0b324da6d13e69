import argparse
import json

from models import build


def load_config(path):
    with open(path) as f:
        return json.load(f)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config", help="config file, see configs/")
    parser.add_argument("--text", required=True, help="text to rewrite")
    args = parser.parse_args()
    cfg = load_config(args.config)
    model = build(cfg["model"])
    print(model(args.text))
