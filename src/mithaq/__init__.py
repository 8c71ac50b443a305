"""Mithaq: the shared workspace of sovereign police services."""

__version__ = "0.1.0"
