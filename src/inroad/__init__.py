"""Inroad: a local workbench for getting into a machine-learning research field from outside."""

__version__ = "0.1.0"
