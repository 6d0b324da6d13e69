"""How the index of a home stands to its corpus, without opening either."""

from __future__ import annotations

from inroad.config import Config
from inroad.errors import NotFound
from inroad.search import stored
from inroad.search.open import searched
from inroad.types import IndexStatus


def index_status(config: Config) -> IndexStatus:
    """What the index holds and what it has not seen.

    Raises:
        NotFound: there is none yet.
        Damaged, StoreError: it cannot be used.
    """
    made = stored.read(config)
    if made is None:
        raise NotFound(
            "there is no search index yet", "run `inroad index build`; `inroad search` makes one too"
        )
    stored.checked(config, made)
    lag = stored.lag(config, made)
    size = sum(made.files.values())
    return IndexStatus(searched(config, made, lag), lag.current, size, made.format)
