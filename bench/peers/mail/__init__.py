"""Signed and encrypted mail, as offices exchange it today."""
