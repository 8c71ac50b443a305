"""Without a browser the tests of the pages fail, with one clear sentence; they are never skipped."""

import pytest

from browser.conftest import executable


def test_a_missing_browser_is_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("MITHAQ_CHROMIUM", raising=False)
    with pytest.raises(pytest.fail.Exception, match=r"^Chromium is missing: apt-get install chromium"):
        executable()
