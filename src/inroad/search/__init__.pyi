from .open import open_search as open_search
from .search import Search as Search

__all__ = ["Search", "open_search"]
