from .pipeline import ColourPipeline

__all__ = ["ColourPipeline"]
