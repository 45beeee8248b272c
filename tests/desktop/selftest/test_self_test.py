"""The program looks at itself: the file it leaves says how each part went, and what is wrong."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.places import settings_file
from desktop import crash_log, tour
from desktop.app.application import Application
from desktop.jobs import Progress
from desktop.selftest import run
from desktop.selftest.checks import Faulty, SelfCheck, Workbench, perform
from desktop.stops.stop import Stop
from tests.core import towns

PARTS = {
    "modules", "packages", "translations", "images", "certificates", "proxy by script",
    "task scheduler",
    "workspace", "migration", "backup", "rescue", "full-text search", "exchange",
    "document roster", "preview", "chart", "feed", "listening without a console",
    "window", "listener process", "second copy", "printing", "closing", "every page",
}  # fmt: skip


def read(report: Path) -> Any:
    return json.loads(report.read_text(encoding="utf-8"))


def fails(_place: Workbench) -> str:
    raise Faulty("the page is empty")


def breaks(_place: Workbench) -> str:
    return str(1 // 0)


def works(_place: Workbench) -> str:
    return "4 pages"


def test_every_part_is_looked_at_and_all_is_well(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(tour, "STOPS", tour.STOPS[:2])
    report = tmp_path / "informe ñ.json"
    person = settings_file()
    before = person.read_bytes() if person.exists() else None

    code = run.run(report, run.TestScope(documents=1))

    told = read(report)
    assert [item for item in told["checks"] if not item["ok"]] == []
    assert {item["name"] for item in told["checks"]} == PARTS
    assert (code, told["ok"], told["ended"]) == (0, True, True)
    assert (person.read_bytes() if person.exists() else None) == before


def test_a_brief_run_makes_two_documents_and_does_not_visit_every_page(example_file, tmp_path):
    place = Workbench(tmp_path)
    towns.copied(example_file, tmp_path)

    brief = [check.name for check in run.checks(place, run.BRIEF)]
    whole = [check.name for check in run.checks(place, run.TestScope())]

    assert [text for text in brief if text.startswith("document ")] == [
        "document roster",
        "document roster-pocket",
    ]
    assert {text for text in whole if not text.startswith("document ")} - set(brief) == {
        "every page"
    }
    assert "document crisis-notebook" in whole


def test_what_is_wrong_is_told_and_the_rest_is_looked_at_all_the_same(tmp_path):
    checks = [SelfCheck("preview", fails), SelfCheck("chart", breaks), SelfCheck("printing", works)]

    well = perform(checks, Workbench(tmp_path), tmp_path / "report.json")

    told = read(tmp_path / "report.json")
    assert not well
    assert (told["ok"], told["ended"]) == (False, True)
    preview, chart, printing = told["checks"]
    assert (preview["ok"], preview["detail"]) == (False, "the page is empty")
    assert not chart["ok"]
    assert "ZeroDivisionError" in chart["detail"]
    assert (printing["ok"], printing["detail"]) == (True, "4 pages")


def test_what_lay_behind_a_failure_is_told_with_it(tmp_path):
    def fails(_place: Workbench) -> str:
        try:
            int("x")
        except ValueError as error:
            raise LookupError("not stored") from error

    perform([SelfCheck("workspace", fails)], Workbench(tmp_path), tmp_path / "report.json")

    told = read(tmp_path / "report.json")["checks"][0]["detail"]
    assert "invalid literal" in told
    assert "in fails" in told
    assert told.endswith("LookupError: not stored")


def test_a_page_that_fails_is_told_and_the_others_are_gone_through(qapp, tmp_path, monkeypatch):
    def missing(_program: Application) -> None:
        raise Faulty("the page is missing")

    first, second = tour.STOPS[:2]
    stops = [replace(first, show=missing), second, replace(first, show=missing)]
    monkeypatch.setattr(tour, "STOPS", stops)
    seen: list[str] = []

    def arrived(stop: Stop, _window: QWidget) -> None:
        seen.append(stop.name)
        raise Faulty(f"{stop.name} is empty")

    place = Workbench(tmp_path)
    with crash_log.noticing(place.uncaught):
        tour.visit(tour.TourLook("es", "light", 100), arrived)

    assert seen == [second.name]
    assert [str(exception) for exception in place.uncaught] == [
        "the page is missing",
        f"{second.name} is empty",
        "the page is missing",
    ]


def test_a_page_that_does_not_come_to_rest_is_told_and_ends_no_tour(qapp, tmp_path, monkeypatch):
    def never_done(token: CancelToken, _progress: Progress) -> None:
        while not token.cancelled:
            Event().wait(0)

    def show(program: Application) -> None:
        assert program.services is not None
        program.services.jobs.run("endless", never_done, lambda _nothing: None)

    seen: list[str] = []
    monkeypatch.setattr(tour, "_PATIENCE_S", 0.5)
    place = Workbench(tmp_path)
    with crash_log.noticing(place.uncaught):
        look = tour.TourLook("es", "light", 100)
        tour.visit(look, lambda stop, _window: seen.append(stop.name), [Stop("hoy", show)])

    assert seen == []
    assert [str(exception) for exception in place.uncaught] == ["hoy does not come to rest"]


def test_a_run_that_is_killed_tells_how_far_it_came(tmp_path):
    report = tmp_path / "report.json"
    seen: list[Any] = []

    def looks(_place: Workbench) -> str:
        seen.append(read(report))
        return ""

    perform(
        [SelfCheck("printing", works), SelfCheck("closing", looks)], Workbench(tmp_path), report
    )

    assert [item["name"] for item in seen[0]["checks"]] == ["printing"]
    assert (seen[0]["ok"], seen[0]["ended"]) == (False, False)


def test_what_nobody_caught_in_the_window_is_not_well(tmp_path):
    place = Workbench(tmp_path)

    def shows(place: Workbench) -> str:
        place.uncaught.append(ValueError("in a slot"))
        return "4 pages"

    checks = [SelfCheck("window", shows), SelfCheck("printing", works)]
    well = perform(checks, place, tmp_path / "report.json")

    window, printing = read(tmp_path / "report.json")["checks"]
    assert not well
    assert "ValueError: in a slot" in window["detail"]
    assert printing["ok"]


def test_a_report_that_cannot_be_written_is_said_in_words(tmp_path):
    nowhere = tmp_path / "gone" / "report.json"

    told = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-test", str(nowhere)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "report.json" in told.stderr
