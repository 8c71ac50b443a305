"""How Hypothesis runs here: without a deadline, because a busy machine is no fault of the record."""

from hypothesis import settings

settings.register_profile("record", deadline=None)
settings.load_profile("record")
