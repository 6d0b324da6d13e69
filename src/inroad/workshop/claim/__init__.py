"""From a sentence of a paper to a verdict: protocol, runs, statistics, report."""
