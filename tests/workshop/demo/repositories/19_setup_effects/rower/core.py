"""Fill gaps in tables."""
import csv
from typing import List


def impute(csv_file: str, columns: List[str] = None, strategy: str = "mean") -> List[dict]:
    """Fill the gaps of a table.

    Args:
        csv_file (str): table with gaps
        columns (List[str], optional): only these. Defaults to all.
        strategy (str): one of 'mean', 'zero'. Defaults to 'mean'.

    Returns:
        list of dict: the rows, without gaps
    """
    with open(csv_file, newline="") as f:
        rows = list(csv.DictReader(f))
    for name in columns or (rows[0] if rows else []):
        known = [float(r[name]) for r in rows if r[name]]
        fill = sum(known) / len(known) if known and strategy == "mean" else 0.0
        for r in rows:
            r[name] = float(r[name]) if r[name] else fill
    return rows
