"""What Windows is told of the program, whoever installs it: file types and where it lies."""

from dataclasses import dataclass

from installer.launchers import WINDOW

OURS = r"Software\Pregon"
"""Where the folder is kept: of the person's own copy, or of one for the whole computer."""
_CLASSES = r"Software\Classes"
_APP_PATHS = rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{WINDOW}.exe"


@dataclass(frozen=True)
class FileType:
    """Files that a double click opens with the program."""

    suffix: str
    name: str
    label: str
    """Of the string in `nsis/lang`."""
    said: str
    """What Windows calls such a file in Spanish."""


TYPES = (
    FileType(".pregon", "Pregon.Workspace", "WORKSPACE", "Archivo de Pregón"),
    FileType(".pregonpack", "Pregon.Pack", "PACK", "Paquete de escenarios de Pregón"),
)


@dataclass(frozen=True)
class Value:
    """A value of the registry, below HKCU or HKLM; without a name it is the key's own."""

    key: str
    name: str
    text: str


def of_type(kind: FileType, folder: str, said: str) -> list[Value]:
    """What makes a double click open such a file with the program in `folder`, ending in `\\`."""
    program = f"{folder}{WINDOW}.exe"
    return [
        Value(rf"{_CLASSES}\{kind.suffix}", "", kind.name),
        Value(rf"{_CLASSES}\{kind.suffix}\OpenWithProgids", kind.name, ""),
        Value(rf"{_CLASSES}\{kind.name}", "", said),
        Value(rf"{_CLASSES}\{kind.name}\DefaultIcon", "", f"{program},1"),
        Value(rf"{_CLASSES}\{kind.name}\shell\open\command", "", f'"{program}" "%1"'),
    ]


def of_program(folder: str) -> list[Value]:
    """What lets “Run” and other programs find it by its name."""
    return [Value(_APP_PATHS, "", f"{folder}{WINDOW}.exe"), Value(_APP_PATHS, "Path", folder)]


def commands() -> str:
    """Two functions for NSIS: one that writes all of this, and one that takes it away again.

    A suffix that has become another program's stays that program's.
    """
    root, folder = "HKCU", "$INSTDIR\\"
    values = [item for kind in TYPES for item in of_type(kind, folder, f"$({kind.label})")]
    lines = ["Function RegisterEverything"]
    lines += [
        f"  WriteRegStr {root} '{item.key}' '{item.name}' '{item.text}'"
        for item in [*values, *of_program(folder)]
    ]
    lines += ["FunctionEnd", "Function un.ForgetEverything"]
    for kind in TYPES:
        suffix = rf"{_CLASSES}\{kind.suffix}"
        lines += [
            rf"  DeleteRegValue {root} '{suffix}\OpenWithProgids' '{kind.name}'",
            f"  ReadRegStr $0 {root} '{suffix}' ''",
            f"  ${{If}} $0 == '{kind.name}'",
            f"    DeleteRegKey {root} '{suffix}'",
            "  ${EndIf}",
            rf"  DeleteRegKey {root} '{_CLASSES}\{kind.name}'",
        ]
    lines += [f"  DeleteRegKey {root} '{_APP_PATHS}'", "FunctionEnd"]
    return "".join(f"{line}\n" for line in lines)
