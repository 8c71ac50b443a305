"""What holds for every test: how Hypothesis searches, whatever machine it runs on."""

from hypothesis import settings

# A shared machine is slow now and then; an example that takes long has not failed for it.
settings.register_profile("mithaq", deadline=None, print_blob=True)
settings.load_profile("mithaq")
