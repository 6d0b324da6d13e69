from .baseline import remove_baseline
