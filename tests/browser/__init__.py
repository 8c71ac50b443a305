"""Tests in a real browser. A package, so that what they share ends with them.

Playwright leaves an event loop running in the thread that started it; Django would refuse to touch a
database there. The fixtures therefore have the scope of this package.
"""
