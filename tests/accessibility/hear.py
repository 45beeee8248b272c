"""What a screen reader gets, on a real accessibility bus: `dev.py hear [--lang en] [--incident]`.

Needs a screen of its own and the bus (on Debian: xvfb, xdotool, dbus, at-spi2-core, python3-gi and
gir1.2-atspi-2.0); where they are not there it says so and does nothing, as on the machines of CI.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from core import i18n, settings
from core.clock import Clock
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.store import Topic, open_store
from desktop.tour import example_town

NEEDED = ("Xvfb", "xdotool", "dbus-run-session")
PYTHONS = ("/usr/bin/python3", "python3")
LISTENER = Path(__file__).with_name("listener.py")


def main() -> int:
    """Open the example town, listen, and print what is wrong; 1 when anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=["es", "en"], default="es")
    parser.add_argument("--incident", action="store_true", help="while an incident is open")
    parser.add_argument("--tree", type=Path, help="write what is on the bus on each page here")
    chosen = parser.parse_args()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    python = next((python for python in PYTHONS if _has_bus(python)), None)
    if missing or python is None:
        lacking = ", ".join([*missing, *([] if python else ["gir1.2-atspi-2.0"])])
        sys.stdout.write(f"Not here: {lacking}\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="pregon-hear-") as place:
        folder = Path(place)
        town = example_town(folder, chosen.lang)
        if chosen.incident:
            _open_incident(town, chosen.lang)
        kept = folder / "settings.json"
        settings.save(settings.Settings(language=chosen.lang, theme="light"), kept)
        environment = os.environ | {
            "HOME": place,
            "XDG_RUNTIME_DIR": place,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        program = [sys.executable, "-m", "desktop", str(town), "--settings", str(kept)]
        tree = ["--tree", str(chosen.tree)] if chosen.tree else []
        command = ["dbus-run-session", "--", python, str(LISTENER), *tree, "--", *program]
        return subprocess.run(command, env=environment, check=False).returncode


def _open_incident(town: Path, language: str) -> None:
    store = open_store(town, Clock())
    with i18n.language(language), store.change(Topic.CRISIS) as db:
        opening.open_incident(db, Wish("poisoned-animals"), Hand(store.clock.now()))
    store.close()


def _has_bus(python: str) -> bool:
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
