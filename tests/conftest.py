"""What holds for all tests."""

from hypothesis import settings

# A noisy machine is no fault of the code: examples are not timed.
settings.register_profile("obsite", deadline=None)
settings.load_profile("obsite")
