def load(path):
    with open(path) as f:
        return dict(line.strip().split("=") for line in f if "=" in line)
