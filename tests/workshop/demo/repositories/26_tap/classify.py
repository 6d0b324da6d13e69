from typing import List, Optional
from tap import Tap


class Arguments(Tap):
    smiles: str  # Molecule as a SMILES string
    threshold: float = 0.5  # Above it counts as toxic, 0-1
    top_k: int = 3  # How many fragments are listed
    property: str = "toxicity"
    """Name of the property."""
    fragments: Optional[List[str]] = None
    verbose: bool = False

    def configure(self):
        self.add_argument("--smiles", "-s")


def score(smiles: str) -> float:
    return min(1.0, sum(smiles.count(c) for c in "NOF#") / (len(smiles) or 1))


if __name__ == "__main__":
    args = Arguments().parse_args()
    s = score(args.smiles)
    print(f"{args.property}: {s:.3f} ({'yes' if s > args.threshold else 'no'})")
