"""Mithaq and its peers, side by side, in one run. Nothing here is part of the installed package."""
