"""The installer: the finished folder, packed by NSIS with the script in `nsis/`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from installer import icons, registered, signing, tree
from installer.commands import run
from installer.release import Release, numbers
from installer.trim import files

SCRIPT = Path(__file__).with_name("nsis") / "pregon.nsi"


@dataclass(frozen=True)
class How:
    """Quickly and large, or slowly and small; signed, or not."""

    fast: bool
    sign_with: str = ""
    """The command that signs, with `{file}` where the file belongs."""


def make(release: Release, folder: Path, out: Path, work: Path, how: How) -> None:
    """Pack `folder` into the installer `out`. `work` may be thrown away."""
    listed = work / "files.nsh"
    names = [path.relative_to(folder).as_posix() for path in files(folder)]
    listed.write_text(listing(names, folder), encoding="utf-8")
    told = work / "registered.nsh"
    told.write_text(registered.commands(), encoding="utf-8")
    defined = {
        "VERSION": release.version,
        "NUMBERS": ".".join(str(number) for number in numbers(release.version)),
        "KILOBYTES": str(tree.size(folder) // 1024),
        "MEGABYTES": str(tree.size(folder) // 1024**2 + 1),
        "ICON": str(icons.make("pregon", work)),
        "BANNER": str(icons.banner(work)),
        "FILES": str(listed),
        "REGISTERED": str(told),
        "OUT": str(out),
    }
    # The picture of the last page is unpacked with its time.
    tree.stamp(work, release.time)
    if release.address:
        defined["ADDRESS"] = release.address
    if how.fast:
        defined["FAST"] = "1"
    if how.sign_with:
        defined["SIGN"] = how.sign_with.replace(signing.FILE, "%1")
    words = [f"-D{name}={value}" for name, value in defined.items()]
    environment = {"SOURCE_DATE_EPOCH": str(release.time), "LC_ALL": "C.UTF-8"}
    run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT], environment=environment
    )


def listing(names: Iterable[str], folder: Path) -> str:
    """NSIS commands that put every file where it lies, folder by folder, in the order given.

    `names` have `/`; NSIS wants `\\` on the laptop, and doubles `$`, which begins its variables.
    """
    lines, current = [], None
    for name in names:
        path = PurePosixPath(name)
        if path.parent != current:
            current = path.parent
            inside = "" if str(current) == "." else "\\" + str(current).replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR{inside.replace("$", "$$")}"')
        lines.append(f'File "{str(folder / name).replace("$", "$$")}"')
    return "".join(f"{line}\n" for line in lines)
