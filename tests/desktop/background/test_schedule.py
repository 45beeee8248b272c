"""What Windows is asked to start by itself, and what is said when it does not."""

import stat
import sys
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from core.mentions import recipes
from core.mentions.listening.schedule import OFFLINE_WAIT
from desktop.background import task_scheduler
from desktop.background.task_scheduler import ScheduleTrouble, TaskKind

SPACE = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
WORKSPACE = Path("C:/Users/María José/Documents/Pregón & más/Valdehierro.pregon")
SETTINGS = Path("C:/Users/María José/AppData/Local/Pregon/settings.json")


def read(task: task_scheduler.ScheduledTask) -> Element:
    made = task_scheduler.definition(task, "AYTO\\María & José")
    assert made.startswith((b"\xff\xfe", b"\xfe\xff"))
    return fromstring(made)


def text(task: Element, path: str) -> str:
    found = task.find("/".join(f"t:{part}" for part in path.split("/")), SPACE)
    assert found is not None, path
    return found.text or ""


def test_the_window_opens_when_this_person_logs_in_and_stays(monkeypatch):
    monkeypatch.setattr(sys, "executable", "C:\\Programs\\Pregon\\Pregon.exe")

    task = read(task_scheduler.opening())

    assert text(task, "Triggers/LogonTrigger/UserId") == "AYTO\\María & José"
    assert text(task, "Actions/Exec/Command") == "C:\\Programs\\Pregon\\Pregon.exe"
    assert text(task, "Actions/Exec/Arguments") == ""
    assert text(task, "Settings/ExecutionTimeLimit") == "PT0S"
    assert text(task, "Settings/RunOnlyIfNetworkAvailable") == "false"
    # 7 would be that of work in the background, slow for as long as the window is open.
    assert text(task, "Settings/Priority") == "4"


def test_listening_comes_again_and_names_files_with_blanks_and_accents():
    task = read(task_scheduler.listening(WORKSPACE, SETTINGS))

    assert text(task, "Triggers/TimeTrigger/Repetition/Interval") == "PT5M"
    assert text(task, "Actions/Exec/Command") == sys.executable
    words = text(task, "Actions/Exec/Arguments")
    assert words.startswith(f'-m core --workspace "{WORKSPACE}" --settings "{SETTINGS}"')
    assert "listen --once --then" in words
    assert words.endswith(f'"{WORKSPACE}" --settings "{SETTINGS}" --alarms')
    assert text(task, "Settings/RunOnlyIfNetworkAvailable") == "true"
    assert text(task, "Settings/Priority") == "7"


def test_no_wait_of_a_source_is_shorter_than_the_time_between_two_looks():
    interval = text(
        read(task_scheduler.listening(WORKSPACE, SETTINGS)),
        "Triggers/TimeTrigger/Repetition/Interval",
    )
    looks = timedelta(minutes=int(interval.removeprefix("PT").removesuffix("M")))

    assert looks <= OFFLINE_WAIT
    assert looks <= timedelta(minutes=recipes.LEAST_MINUTES)


def test_a_checkout_has_no_program_that_windows_could_start(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", "C:\\pregon\\.venv\\Scripts\\python.exe")
    assert not task_scheduler.available()

    monkeypatch.setattr(sys, "executable", "C:\\Programs\\Pregon\\Pregon.exe")
    assert task_scheduler.available()


@pytest.mark.parametrize(
    "task",
    [task_scheduler.opening(), task_scheduler.listening(WORKSPACE, SETTINGS)],
    ids=lambda t: t.kind,
)
def test_no_task_needs_an_administrator_or_mains_power(task):
    made = read(task)

    assert text(made, "Principals/Principal/RunLevel") == "LeastPrivilege"
    assert text(made, "Principals/Principal/LogonType") == "InteractiveToken"
    assert text(made, "Principals/Principal/UserId") == "AYTO\\María & José"
    assert text(made, "Settings/StopIfGoingOnBatteries") == "false"
    assert text(made, "Settings/DisallowStartIfOnBatteries") == "false"
    assert text(made, "Settings/MultipleInstancesPolicy") == "IgnoreNew"


def test_persons_who_share_a_computer_have_tasks_of_their_own(monkeypatch):
    monkeypatch.setenv("USERNAME", "mjose")
    hers = task_scheduler.name_of(TaskKind.OPEN)
    monkeypatch.setenv("USERNAME", "pilar")

    assert hers == "Pregon window mjose"
    assert task_scheduler.name_of(TaskKind.OPEN) != hers


def test_a_scheduler_that_refuses_is_one_clear_sentence(tmp_path, monkeypatch):
    script = tmp_path / "schtasks"
    script.write_text("#!/bin/sh\necho 'ERROR: Access is denied.'\nexit 1\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(ScheduleTrouble) as raised:
        task_scheduler.create(task_scheduler.opening())

    assert raised.value.sentence == "Windows no ha cambiado lo que abre por sí solo."
    assert "Access is denied" in raised.value.detail


def test_a_computer_without_a_scheduler_says_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ScheduleTrouble):
        task_scheduler.exists(TaskKind.OPEN)
