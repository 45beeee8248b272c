"""Of a round that nobody watches: what it tells puts off its end, whatever it tells."""

import faulthandler
import time

import pytest

from core.mentions.listening.process import PATIENCE, last_resort


@pytest.fixture
def put_off(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which the end of this process was put off, each time anew."""
    found: list[float] = []

    def later(seconds: float, **_words: object) -> None:
        found.append(seconds)

    monkeypatch.setattr(faulthandler, "dump_traceback_later", later)
    return found


def test_sources_that_all_fail_slowly_do_not_end_the_round(put_off, tmp_path, monkeypatch):
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)

    with last_resort(tmp_path / "a.pregon") as guard:
        guard.hear({"event": "progress", "done": 0, "of": 40})
        for done in range(1, 41):
            now += 15
            guard.hear({"event": "progress", "done": done, "of": 40})

    assert put_off == [PATIENCE] * 41
    assert list(tmp_path.iterdir()) == []
