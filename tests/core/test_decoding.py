"""Many threads may decode what no thread has decoded before, and the process lives on."""

import subprocess
import sys

import pytest

CROWD = """
import sys
from dataclasses import make_dataclass
from threading import Barrier, Thread

from core.decoding import from_json, from_plain, from_toml

sys.setswitchinterval(1e-6)
FORMS = {
    "from_json": lambda kind: from_json('{"inner": {"words": ["agua"]}}', kind),
    "from_plain": lambda kind: from_plain({"inner": {"words": ["agua"]}}, kind),
    "from_toml": lambda kind: from_toml(b'inner = { words = ["agua"] }', kind),
}
decode = FORMS[sys.argv[1]]
for _round in range(100):
    inner = make_dataclass("Inner", [("words", tuple[str, ...])])
    outer = make_dataclass("Outer", [("inner", inner), ("others", dict[str, inner] | None, None)])
    together = Barrier(8)
    found = []

    def work():
        together.wait()
        found.append(decode(outer).inner.words)

    threads = [Thread(target=work) for _number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [("agua",)] * 8
print("whole")
"""


@pytest.mark.parametrize("form", ["from_json", "from_plain", "from_toml"])
def test_a_type_is_used_for_the_first_time_by_many_threads_at_once(form):
    told = subprocess.run(
        [sys.executable, "-c", CROWD, form], capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stdout.strip()) == (0, "whole"), told.stderr
