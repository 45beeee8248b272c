"""Listens on the bus while it presses keys; run by `hear.py`, with a Python that has Atspi.

It knows no word of the program: what it asks holds in every language. Each finding is one line.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - once its version is asked for

PATIENCE_S = 60
SETTLE_S = 1.5
MOST_TABS = 60
_SILENT = 3
_PRESS_S, _AFTER_S = 1.0, 0.1
PAGES = 7
CONTROLS = frozenset(
    {
        Atspi.Role.PUSH_BUTTON,
        Atspi.Role.RADIO_BUTTON,
        Atspi.Role.CHECK_BOX,
        Atspi.Role.TOGGLE_BUTTON,
        Atspi.Role.ENTRY,
        Atspi.Role.TEXT,
        Atspi.Role.COMBO_BOX,
        Atspi.Role.SPIN_BUTTON,
        Atspi.Role.LIST,
        Atspi.Role.TABLE,
    }
)


class Bus:
    """The program as a screen reader finds it, and what it has told since it was last asked."""

    def __init__(self) -> None:
        self.announced: list[str] = []
        self.focused: list = []
        self._listeners = [
            self._listen("object:announcement", self._hear),
            self._listen("object:state-changed:focused", self._follow),
        ]

    def _listen(self, kind: str, run: Callable) -> Atspi.EventListener:
        listener = Atspi.EventListener.new(run)
        listener.register(kind)
        return listener

    def _hear(self, event: Atspi.Event) -> None:
        self.announced.append(str(event.any_data))

    def _follow(self, event: Atspi.Event) -> None:
        if event.detail1:
            self.focused.append(event.source)

    def settle(self, seconds: float = SETTLE_S) -> None:
        """Let events come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            GLib.MainContext.default().iteration(False)
            # The bus says nothing of its end, and what is listened to needs the processor.
            time.sleep(0.005)

    def wait(self, come: Callable[[], object], seconds: float = PATIENCE_S) -> bool:
        """Let events come until something is so; False when it is not in that time."""
        until = time.monotonic() + seconds
        while not come() and time.monotonic() < until:
            self.settle(0.05)
        return bool(come())

    def window(self):
        """The window of the program, waited for."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            self.settle(0.2)
            desktop = Atspi.get_desktop(0)
            for number in range(desktop.get_child_count()):
                program = desktop.get_child_at_index(number)
                if program is not None and program.get_child_count():
                    window = program.get_child_at_index(0)
                    if window is not None and "Preg" in (window.get_name() or ""):
                        return window
        raise TimeoutError("no window on the bus")


def press(*keys: str) -> None:
    """Keys, as the person presses them."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def nodes(node, above: tuple = ()) -> Iterator[tuple]:
    """Every node below this one, with those above it."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child, (*above, node)
            yield from nodes(child, (*above, node))


def has(node, *states: Atspi.StateType) -> bool:
    """Whether a node has all of these states."""
    found = node.get_state_set()
    return all(found.contains(state) for state in states)


def told(node) -> str:
    """A node as a line of a report."""
    return f"{node.get_role_name()} «{node.get_name()}»"


def keys_of(node) -> str:
    """The shortcut that the bus tells of a node."""
    action = node.get_action_iface()
    if action is None:
        return ""
    return " ".join(action.get_key_binding(i) or "" for i in range(action.get_n_actions())).strip()


class Findings:
    """What is wrong, each once, with the pages on which it is so."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()

    def add(self, page: str, what: str) -> None:
        """One finding."""
        self.lines[f"{page}: {what}"] += 1


def rail_of(window):
    """The radio buttons of the pages: the first group that has as many as there are pages."""
    for node, _above in nodes(window):
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        buttons = [child for child in children if child is not None and has_checks(child)]
        if len(buttons) >= PAGES:
            return buttons
    return []


def has_checks(node) -> bool:
    """Whether a node can be checked."""
    return has(node, Atspi.StateType.CHECKABLE) or node.get_role() == Atspi.Role.RADIO_BUTTON


def look_at_page(page: str, window, findings: Findings) -> None:
    """What every page has to tell."""
    seen = [(node, above) for node, above in nodes(window) if has(node, Atspi.StateType.SHOWING)]
    if not any(node.get_role() == Atspi.Role.HEADING for node, _above in seen):
        findings.add(page, "no heading")
    hidden: list[str] = []
    for node, above in seen:
        box = any(other.get_role() == Atspi.Role.COMBO_BOX for other in above)
        # Of a closed box Qt tells what it offers, and a screen reader reads it there.
        if not box and not all(has(other, Atspi.StateType.SHOWING) for other in above[1:]):
            hidden.append(told(node))
        name, more = node.get_name() or "", node.get_description() or ""
        keys = keys_of(node)
        if has(node, Atspi.StateType.FOCUSABLE) and not name and node.get_role() in CONTROLS:
            findings.add(page, f"no name: {told(node)} in {told(above[-1])}")
        if keys and more.strip() == keys:
            findings.add(page, f"shortcut twice: {told(node)} {keys}")
        if name and more.strip() == name and node.get_role() != Atspi.Role.LABEL:
            findings.add(page, f"name twice: {told(node)}")
        if ".." in name.replace("...", ""):
            findings.add(page, f"two full stops: {told(node)}")
    if hidden:
        findings.add(page, f"{len(hidden)} parts of what is not shown, such as {hidden[0]}")


def look_at_stops(page: str, bus: Bus, findings: Findings) -> list[str]:
    """Tab through a page, once round; where it stops."""
    stops: list = []
    silent = 0
    for _count in range(MOST_TABS):
        bus.focused.clear()
        press("Tab")
        bus.wait(lambda: bus.focused, _PRESS_S)
        bus.settle(_AFTER_S)
        if len(bus.focused) > 1:
            findings.add(page, "double stop: " + ", ".join(map(told, bus.focused)))
        if not bus.focused:
            silent += 1
            if silent > _SILENT:
                break
            continue
        here = bus.focused[-1]
        if here in stops:
            break
        stops.append(here)
    return stops


def main() -> int:
    """Listen to the program that is named after `--`; 1 when something is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tree", type=Path)
    parser.add_argument("program", nargs="+")
    chosen = parser.parse_args()
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    display = os.read(reading, 16).decode().strip()
    os.environ["DISPLAY"] = f":{display}"
    program = subprocess.Popen(chosen.program)
    try:
        findings = listen(chosen.tree)
    finally:
        for process in (program, screen):
            process.terminate()
            process.wait()
    for line, times in findings.lines.items():
        sys.stdout.write(f"{line}\n" if times == 1 else f"{line} ({times} times)\n")
    sys.stdout.write(f"{len(findings.lines)} findings\n")
    return int(bool(findings.lines))


def listen(tree: Path | None) -> Findings:
    """Go through the pages and hear what they tell."""
    bus, findings = Bus(), Findings()
    bus.window()
    # Without a window manager nobody gives the window the keyboard.
    subprocess.run(["xdotool", "search", "--name", "Preg", "windowfocus"], check=True)
    bus.settle(3)
    window = bus.window()
    if window.get_role() != Atspi.Role.FRAME:
        findings.add("window", f"is no frame: {window.get_role_name()}")
    rail = rail_of(window)
    roles = {button.get_role_name() for button in rail}
    if roles != {"radio button"}:
        findings.add("rail", f"its pages are {', '.join(sorted(roles)) or 'not there'}")
    for number, button in enumerate(rail[:PAGES], start=1):
        page = button.get_name() or str(number)
        bus.announced.clear()
        press(f"ctrl+{number}")
        if not bus.wait(lambda page=page: page in (window.get_name() or "")):
            findings.add(page, f"the title of the window is «{window.get_name()}»")
        bus.wait(lambda: bus.announced)
        bus.settle()
        if not any(words.startswith(page) for words in bus.announced):
            findings.add(page, f"does not say that it came, but {bus.announced}")
        checked = [other.get_name() for other in rail if has(other, Atspi.StateType.CHECKED)]
        if checked != [button.get_name()]:
            findings.add(page, f"checked on the rail: {checked}")
        look_at_page(page, window, findings)
        if tree is not None:
            write_tree(tree, page, window)
        stops = look_at_stops(page, bus, findings)
        on_rail = [stop.get_name() for stop in stops if stop in rail]
        if on_rail != [button.get_name()]:
            findings.add(page, f"Tab stops on the rail at {on_rail} of {len(stops)} stops")
    return findings


def write_tree(folder: Path, page: str, window) -> None:
    """What is on the bus, a line for each node that shows."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for node, above in nodes(window):
        if has(node, Atspi.StateType.SHOWING):
            states = [
                word
                for word, state in (
                    ("focusable", Atspi.StateType.FOCUSABLE),
                    ("checked", Atspi.StateType.CHECKED),
                    ("expandable", Atspi.StateType.EXPANDABLE),
                    ("expanded", Atspi.StateType.EXPANDED),
                )
                if has(node, state)
            ]
            more = node.get_description()
            lines.append("  " * len(above) + " ".join([told(node), *states, more or ""]))
    (folder / f"{page}.txt").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
