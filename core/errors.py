"""What can go wrong outside the program, each with a sentence for the person and what to do.

Environment errors (disk, file, network, format) are converted to these where they happen.
Programming errors are not: they reach the top and are shown as "something failed", with details.
"""


class AppError(Exception):
    """Base of everything that is told to the person in words.

    `sentence` says what happened and what was kept; `advice` says what to do. Both are already in
    the person's language. `detail` is the technical cause, for the log and for whoever helps.
    """

    def __init__(self, sentence: str, advice: str = "", *, detail: str = "") -> None:
        super().__init__(sentence, advice)
        self.sentence = sentence
        self.advice = advice
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class WorkspaceError(AppError):
    """The workspace file cannot be opened or written."""


class NotAWorkspace(WorkspaceError):
    """The file is something else."""


class NewerWorkspace(WorkspaceError):
    """A later version of the program wrote it."""


class DamagedWorkspace(WorkspaceError):
    """SQLite finds it malformed."""


class BrokenSeal(DamagedWorkspace):
    """It is not as it was when it was closed; SQLite itself may find nothing wrong."""


class AlteredWorkspace(DamagedWorkspace):
    """Another program changed what the file is made of."""


class WorkspaceBusy(WorkspaceError):
    """Another window or process holds it."""


class ReadOnlyWorkspace(WorkspaceError):
    """It can be read but not written."""


class OtherWorkspace(WorkspaceError):
    """A copy is of another one."""


class OpenElsewhere(WorkspaceBusy):
    """Another computer holds it, or held it when it stopped."""

    def __init__(self, sentence: str, advice: str, computer: str) -> None:
        super().__init__(sentence, advice)
        self.computer = computer


class WorkspaceLost(WorkspaceError):
    """While it was open, its file was taken away, or another put in its place."""


class CannotUndo(WorkspaceError):
    """What happened since rests on what would be taken back."""


class TraceRemains(WorkspaceError):
    """What was erased is still in bytes that nothing shows."""


class DiskFull(WorkspaceError):
    """There is no room to write."""


class FileTrouble(AppError):
    """A file the person chose cannot be read or written."""


class ImportTrouble(AppError):
    """A file of contacts, feeds or measurements is not what it should be."""


class ImageTrouble(AppError):
    """An image cannot be used."""


class DocumentTrouble(AppError):
    """A document cannot be made; the sentence names the block."""


class InvalidValue(AppError):
    """What was typed in one field cannot be kept as it is; the field keeps it as a draft."""


class Cancelled(Exception):
    """The person stopped a long task. Not an error: nothing is shown."""
