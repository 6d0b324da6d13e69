"""How easily a stranger can use a repository: items, score, repairs."""
