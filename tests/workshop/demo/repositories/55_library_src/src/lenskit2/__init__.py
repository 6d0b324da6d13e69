"""Gravity in pictures."""
from ._api import LensModel, deflect

__all__ = ["LensModel", "deflect"]
