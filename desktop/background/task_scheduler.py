"""What Windows starts by itself for this person: the window at login, listening now and then.

Through the Task Scheduler, which asks for no administrator where a task is of one's own and runs
only while one is logged in. The definitions follow [MS-TSCH], 2.5; the order of their elements is
that in which Windows writes them itself.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import escape

from core import files
from core.errors import AppError
from core.i18n import _
from desktop.background import program

_PATIENCE = 60
"""Seconds until the Task Scheduler is given up."""

_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW: no black window for the time of the call."""

_EVERY_MINUTES = 5
"""How often it is looked which sources are due: no wait of theirs is shorter."""

_NO_LIMIT = "PT0S"
_LONGEST_LISTENING = "PT1H"
_SINCE = "2020-01-01T00:00:00"
"""A moment in the past, local time: repetition counts from there."""

_DEFINITION = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>{user}</Author>
    <Description>{description}</Description>
  </RegistrationInfo>
  <Triggers>
    {trigger}
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{user}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>{network}</RunOnlyIfNetworkAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>{limit}</ExecutionTimeLimit>
    <Priority>{priority}</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""

_OF_A_WINDOW, _IN_THE_BACKGROUND = 4, 7
"""Windows gives disk and memory by it; 7, if nothing is said, makes a window of the day slow."""

_AT_LOGIN = "<LogonTrigger><Enabled>true</Enabled><UserId>{user}</UserId></LogonTrigger>"
"""Without the user it would be for everybody, which only an administrator may ask for."""

_EVERY = (
    f"<TimeTrigger><Repetition><Interval>PT{_EVERY_MINUTES}M</Interval>"
    "<StopAtDurationEnd>false</StopAtDurationEnd></Repetition>"
    "<StartBoundary>{since}</StartBoundary><Enabled>true</Enabled></TimeTrigger>"
)


class ScheduleTrouble(AppError):
    """The Task Scheduler did not do what was asked."""


class TaskKind(StrEnum):
    """What is started; the uninstaller removes tasks by these names and the user's."""

    OPEN = "Pregon window"
    LISTEN = "Pregon listen"
    TRIAL = "Pregon self-test"


@dataclass(frozen=True)
class ScheduledTask:
    """One task: `words` are the program and its words; at login only, or again and again."""

    kind: TaskKind
    description: str
    words: tuple[str, ...]
    again: bool = False


def available() -> bool:
    """Whether there are a Task Scheduler and a program that it can start without a console."""
    return _on_windows() and program.installed()


def _on_windows() -> bool:
    return sys.platform == "win32"


def opening() -> ScheduledTask:
    """The window, at login."""
    return ScheduledTask(TaskKind.OPEN, _("Opens Pregón at login."), tuple(program.window()))


def listening(workspace: Path, settings: Path) -> ScheduledTask:
    """Reading the sources that are due, every few minutes; a new alarm is told beside the clock."""
    words = ["--workspace", str(workspace), "--settings", str(settings), "listen", "--once"]
    telling = program.window(str(workspace), "--settings", str(settings), "--alarms")
    return ScheduledTask(
        TaskKind.LISTEN,
        _("Reads the sources of {file}.").format(file=workspace),
        tuple(program.command_line(*words, "--then", *telling)),
        again=True,
    )


def definition(task: ScheduledTask, user: str) -> bytes:
    """The task as `schtasks /create /xml` reads it; `user` as `S-1-5-…` or `DOMAIN\\name`."""
    trigger = _EVERY if task.again else _AT_LOGIN
    command, *arguments = task.words
    text = _DEFINITION.format(
        user=escape(user),
        description=escape(task.description),
        trigger=trigger.format(user=escape(user), since=_SINCE),
        network="true" if task.again else "false",
        limit=_LONGEST_LISTENING if task.again else _NO_LIMIT,
        priority=_IN_THE_BACKGROUND if task.again else _OF_A_WINDOW,
        command=escape(command),
        arguments=escape(subprocess.list2cmdline(arguments)),
    )
    return text.encode("utf-16")


def name_of(kind: TaskKind) -> str:
    """Name of the task: persons who share a computer share its list of tasks."""
    return f"{kind} {os.environ.get('USERNAME', '')}".strip()


_TOKEN_QUERY, _TOKEN_USER = 8, 1


def user() -> str:
    """Who is logged in, by the number that Windows has for an account.

    A name is not found for accounts of Entra ID, nor one of more than 20 letters; [MS-TSCH] takes
    either. The name where Windows does not tell the number.
    """
    if sys.platform != "win32":
        return "\\".join(filter(None, map(os.environ.get, ("USERDOMAIN", "USERNAME"))))
    import ctypes
    from ctypes import wintypes

    rights, system = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
    system.GetCurrentProcess.restype = wintypes.HANDLE
    rights.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, wintypes.LPHANDLE]
    token, size, told = wintypes.HANDLE(), wintypes.DWORD(), wintypes.LPWSTR()
    rights.OpenProcessToken(system.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token))
    rights.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
    held = ctypes.create_string_buffer(size.value)
    rights.GetTokenInformation(token, _TOKEN_USER, held, size, ctypes.byref(size))
    number = ctypes.cast(held, ctypes.POINTER(ctypes.c_void_p))[0]
    rights.ConvertSidToStringSidW(ctypes.c_void_p(number), ctypes.byref(told))
    system.CloseHandle(token)
    return told.value or os.environ.get("USERNAME", "")


def create(task: ScheduledTask) -> None:
    """Have it done from now on, in place of what there was.

    Raises `ScheduleTrouble`, and `DiskFull` or `FileTrouble` when the definition cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="pregon-task-") as folder:
        file = Path(folder) / "task.xml"
        files.write(file, definition(task, user()))
        _ask(["/create", "/f", "/tn", name_of(task.kind), "/xml", str(file)])


def remove(kind: TaskKind) -> None:
    """Have it done no longer; nothing happens when it was not. Raises `ScheduleTrouble`."""
    if exists(kind):
        _ask(["/delete", "/f", "/tn", name_of(kind)])


def exists(kind: TaskKind) -> bool:
    """Whether Windows does it. Raises `ScheduleTrouble`."""
    return _called(["/query", "/tn", name_of(kind)]).returncode == 0


def _ask(words: Sequence[str]) -> None:
    done = _called(words)
    if done.returncode:
        # It speaks in the letters of the console, as older programs do.
        letters = "oem" if _on_windows() else "utf-8"
        raise _trouble(done.stdout.decode(letters, errors="replace").strip())


def _called(words: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(
            [_scheduler(), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            creationflags=_NO_WINDOW if _on_windows() else 0,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _trouble(str(error)) from error


def _scheduler() -> str:
    if not _on_windows():
        return "schtasks"
    # Not whatever has that name in the folder where we were started.
    return str(Path(os.environ["SYSTEMROOT"]) / "System32" / "schtasks.exe")


def _trouble(detail: str) -> ScheduleTrouble:
    return ScheduleTrouble(
        _("Windows did not change what it starts by itself."),
        _("The person who looks after your computers can allow it: it is the Task Scheduler."),
        detail=detail,
    )
