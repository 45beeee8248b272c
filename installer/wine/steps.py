"""What is done to an installer under Wine, and what must hold after each step."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from installer import authenticode, python_runtime
from installer.commands import BuildFailed, run
from installer.signing import unsigned
from installer.wine import installed
from installer.wine.prefix import Prefix, WineFailed, end, require
from installer.wine.screen import Area, Picture, Screen
from installer.wine.setups import EARLIER, STAMPER

_ODD_FOLDER = ("María José Núñez Peña 日本", "Programas propios", "Pregón")
_TAKEN, _REFUSED, _HELD, _FOR_ALL = 4, 5, 7, 9
"""Exit codes of the installer: the folder is somebody else's, the program is running, a file stays
because somebody holds it, it is there for the whole computer."""

_TESTING = 900
_STARTING = 300
_PAGES = {"Hoy": "", "Crisis": "ctrl+5", "Documentos": "ctrl+7"}
"""Those that are photographed, with the keys of each; without keys, the window opens with it."""
_RAIL, _STRIP = 200, 40
"""Pixels at the left and at the foot of the window that are there before any page."""
_COLOURS = 300
"""An empty page has fewer."""
_LETTERS = "DejaVu Sans"
"""Stands for Segoe UI, which Wine lacks; on Debian it comes with fontconfig."""


@dataclass(frozen=True)
class Proof:
    """What the steps work on."""

    prefix: Prefix
    screen: Screen
    setup: Path
    packages: list[Path]
    """The one for the whole computer, where it was built for this."""
    earlier: Path
    kept: Path
    """Folder for pictures and reports."""
    signer: Path | None
    """Certificate of who signed the earlier one, where it was built for this."""
    brief: bool
    """Whether the second self-test leaves out what does not depend on where the program lies."""

    @property
    def settings(self) -> Path:
        """What the person prefers."""
        return self.prefix.home / "AppData" / "Local" / "Pregon" / "settings.json"

    @property
    def workspace(self) -> Path:
        """The person's own file, which no installer may touch."""
        return self.prefix.home / "Documents" / "Pregón" / "Valdehierro.pregon"


def program(folder: Path) -> Path:
    """What is started."""
    return folder / "Pregon.exe"


def of(proof: Proof) -> list[tuple[str, Callable[[], str]]]:
    """Every step by its name, in order; each returns what is worth telling or raises WineFailed."""
    usual = installed.default_folder(proof.prefix)
    odd = proof.prefix.drive.joinpath("users", *_ODD_FOLDER)
    before = installed.trace(proof.prefix)
    oddly = ["--brief"] if proof.brief else []
    return [
        ("install", lambda: install_earlier(proof)),
        ("upgrade", lambda: upgrade(proof)),
        ("self-test", lambda: test_itself(proof, usual, "self-test", [])),
        ("window", lambda: photograph(proof)),
        ("held file", lambda: mend(proof, usual)),
        ("others' files", lambda: keep_others(proof, usual)),
        ("uninstall", lambda: uninstall(proof, usual, before)),
        ("install oddly", lambda: install_oddly(proof, odd)),
        ("self-test oddly", lambda: test_itself(proof, odd, "self-test-odd", oddly)),
        ("uninstall oddly", lambda: uninstall(proof, odd, before)),
        *[("for everybody", partial(for_everybody, proof, file)) for file in proof.packages],
    ]


def install_earlier(proof: Proof) -> str:
    """A fresh installation, without questions."""
    folder = installed.default_folder(proof.prefix)
    code = installed.install(proof.prefix, proof.earlier)
    require(code == 0, f"exit code {code}")
    require(program(folder).exists(), f"no program in {folder}")
    require(installed.is_listed(proof.prefix), "Windows does not list it")
    searched = (folder / "runtime" / "python313._pth").read_text(encoding="utf-8").split()
    require(searched == list(python_runtime.SEARCHED), f"Python looks for modules in {searched}")
    return f"{len(installed.listing(folder))} files{_signed(proof, folder)}"


def _signed(proof: Proof, folder: Path) -> str:
    """That all is signed, with the time, and that only signatures of Python's makers are taken."""
    if proof.signer is None:
        return ""
    ours = [proof.earlier, *sorted(folder.glob("*.exe"))]
    stamper = proof.signer.with_name(STAMPER)
    for path in ours:
        words = ["osslsigncode", "verify", "-ignore-crl", "-CAfile", str(proof.signer)]
        said = run([*words, "-TSA-CAfile", stamper, "-in", path])
        require("Timestamp Server Signature verification: ok" in said, f"no time in {path.name}")
    left = [path.name for path in unsigned(folder)]
    require(not left, f"not signed: {left}")
    require(_refuses(ours[0]), "a signature by anybody is taken for the Foundation's")
    library = bytearray((folder / "runtime" / "python313.dll").read_bytes())
    library[len(library) // 2] ^= 1
    changed = proof.kept / "changed.dll"
    changed.write_bytes(library)
    require(_refuses(changed), "a library that was changed after it was signed is taken")
    changed.unlink()
    return f", {len(ours)} programs signed"


def _refuses(file: Path) -> bool:
    try:
        authenticode.check(file)
    except BuildFailed:
        return True
    return False


def upgrade(proof: Proof) -> str:
    """Over the earlier version, which a guard against viruses has damaged; what is stale goes."""
    folder = installed.default_folder(proof.prefix)
    stale = [folder / "app" / "core" / "gone.py", folder / "lib" / "gone" / "gone.dll"]
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"of a version before")
    program(folder).unlink()
    code = installed.install(proof.prefix, proof.setup)
    require(code == 0, f"exit code {code}")
    left = [str(other) for other in stale if other.exists()]
    left += [str(other) for other in folder.rglob(f"pregon-{EARLIER}.dist-info")]
    require(not left, f"left of the version before: {left}")
    require(program(folder).exists(), "the program is not repaired")
    return f"{len(installed.listing(folder))} files, {len(stale)} stale ones gone"


def test_itself(proof: Proof, folder: Path, name: str, scope: list[str]) -> str:
    """The self-test of an installed program."""
    report = proof.prefix.drive / f"{name}.json"
    words = ["wine", proof.prefix.path(program(folder)), "--self-test", proof.prefix.path(report)]
    code, said = proof.prefix.run([*words, *scope], _TESTING)
    require(report.exists(), f"no report, exit code {code}: {said[-2000:]}")
    shutil.copy(report, proof.kept)
    told = json.loads(report.read_text(encoding="utf-8"))
    wrong = [f"{item['name']}: {item['detail']}" for item in told["checks"] if not item["ok"]]
    require(told["ok"] and code == 0, f"exit code {code}, {told['ended']=}\n" + "\n".join(wrong))
    return f"{len(told['checks'])} checks in {told['seconds']} s, Python {told['python']}"


def photograph(proof: Proof) -> str:
    """The real window with the example town; then an upgrade, which must be refused."""
    prefix, folder = proof.prefix, installed.default_folder(proof.prefix)
    prefix.letters(_LETTERS)
    for path in (proof.workspace, proof.settings):
        path.parent.mkdir(parents=True, exist_ok=True)
    proof.settings.write_text('{"language": "es"}', encoding="utf-8")
    exe, town = prefix.path(program(folder)), prefix.path(proof.workspace)
    prefix.finish(["wine", exe, "-m", "core", "--workspace", town, "example"], _STARTING)
    running = prefix.start(["wine", exe, town])
    try:
        pages: dict[bytes, str] = {}
        for page, keys in _PAGES.items():
            told, seen = _page(proof, page, keys, pages)
            pages[seen] = told
        refused = _refused(proof, folder)
        prefix.finish(["wine", "taskkill", "/im", "Pregon.exe"], _STARTING)
        running.wait(_STARTING)
    except subprocess.TimeoutExpired as error:
        raise WineFailed("the window does not close") from error
    finally:
        end(running)
    require(running.returncode == 0, f"the window ended with {running.returncode}")
    return f"{', '.join(pages.values())}; {refused}"


def _page(proof: Proof, page: str, keys: str, others: Container[bytes]) -> tuple[str, bytes]:
    """Go to a page by its keys and keep a picture of it once it is shown and at rest.

    The title names it a moment before it is painted: what was seen of `others` is not it. Returns
    what is worth telling, and what is seen.
    """
    screen, title = proof.screen, f"^Valdehierro.+{page}"
    if keys:
        screen.press(screen.windows("^Valdehierro")[0], keys)
    _until(lambda: screen.windows(title), _STARTING, f"no window shows “{page}”")
    area = page_in(screen.area(screen.windows(title)[0]))
    picture, seen = screen.picture(), b""

    def at_rest() -> bool:
        nonlocal picture, seen
        before, picture = seen, screen.picture()
        seen = picture.part(area)
        return seen == before and seen not in others and is_drawn(picture, area)

    try:
        _until(at_rest, _STARTING, f"“{page}” stays empty or never comes to rest", every=1)
    finally:
        picture.keep(proof.kept / f"window-{page.casefold()}.png")
    return f"{page} {picture.colours(area)} colours", seen


def page_in(window: Area) -> Area:
    """Where the page is in a window."""
    width, height = window.width - _RAIL, window.height - _STRIP
    return Area(window.left + _RAIL, window.top, width, height)


def is_drawn(picture: Picture, page: Area) -> bool:
    """Whether there is a page; without one there is next to nothing at its place."""
    return picture.colours(page) >= _COLOURS


def _refused(proof: Proof, folder: Path) -> str:
    before = installed.listing(folder)
    code = installed.install(proof.prefix, proof.setup)
    require(code == _REFUSED, f"an upgrade while it runs ended with {code}, not {_REFUSED}")
    require(installed.listing(folder) == before, "the refused upgrade touched files")
    return f"upgrade refused with {code}, nothing touched"


def uninstall(proof: Proof, folder: Path, before: installed.Trace) -> str:
    """Everything of the program goes, nothing of the person's does; what stays is listed."""
    installed.uninstall(proof.prefix)
    after = installed.trace(proof.prefix)
    require(not folder.exists(), f"{folder} is still there")
    require(not installed.is_listed(proof.prefix), "Windows still lists it")
    keys = sorted(key for key in after.keys - before.keys if "pregon" in key.casefold())
    require(not keys, f"left in the registry: {keys}")
    left = sorted(
        str(file.relative_to(proof.prefix.drive)) for file in set(after.files) - set(before.files)
    )
    (proof.kept / "leftovers.txt").write_text("".join(f"{text}\n" for text in left))
    strewn = [text for text in left if text.startswith("users/") and not _persons(proof, text)]
    require(not strewn, f"left among the person's files: {strewn[:5]}")
    for path in (proof.workspace, proof.settings):
        require(path.exists(), f"{path.name}, which is the person's, is gone")
    return f"{len(left)} files stay (leftovers.txt), the person's own among them"


def _persons(proof: Proof, name: str) -> bool:
    """Whether a file of the drive is one of those that the uninstaller says will stay."""
    file = proof.prefix.drive / name
    return file.is_relative_to(proof.workspace.parent) or file.parent == proof.settings.parent


def mend(proof: Proof, folder: Path) -> str:
    """An upgrade that another program's grip on a file stops; run again, it mends what is left."""
    prefix, held = proof.prefix, folder / "lib" / "held.txt"
    words = ["wine", "cmd", "/c", f"ping -n {_STARTING} 127.0.0.1 > {prefix.path(held)}"]
    holding = prefix.start(words)
    try:
        _until(held.exists, _STARTING, "nothing holds the file")
        stopped = installed.install(prefix, proof.setup)
    finally:
        prefix.run(["wine", "taskkill", "/f", "/im", "ping.exe"], _STARTING)
        end(holding)
    require(stopped == _HELD, f"an upgrade over a held file ended with {stopped}, not {_HELD}")
    require(installed.is_listed(prefix), "Windows lists the program no longer")
    code = installed.install(prefix, proof.setup)
    require(code == 0, f"the same installer, run again, ended with {code}")
    require(program(folder).exists() and not held.exists(), "the program is not mended")
    return f"stopped with {stopped}, mended by the same installer"


def keep_others(proof: Proof, folder: Path) -> str:
    """A folder of the person's own, with an uninstaller that strayed into it."""
    own = proof.prefix.drive / "Mis cosas" / "lib" / "acta.txt"
    own.parent.mkdir(parents=True)
    own.write_text("del Pleno")
    stray = own.parents[1] / "Pregon-uninstall.exe"
    shutil.copy(folder / stray.name, stray)
    before = installed.listing(own.parents[1])
    proof.prefix.run(["wine", proof.prefix.path(stray), "/S"], _STARTING)
    proof.prefix.settle()
    require(
        installed.listing(own.parents[1]) == before, "an uninstaller took away what is not ours"
    )
    require(installed.is_listed(proof.prefix), "Windows lists the program no longer")
    into = installed.install(proof.prefix, proof.setup, own.parents[1])
    require(into == _TAKEN, f"installing into it ended with {into}, not {_TAKEN}")
    require(installed.listing(own.parents[1]) == before, "it was installed among other files")
    shutil.rmtree(own.parents[1])
    return f"refused with {into}, nothing touched"


def install_oddly(proof: Proof, folder: Path) -> str:
    """A fresh installation where the names are hard."""
    code = installed.install(proof.prefix, proof.setup, folder)
    require(code == 0, f"exit code {code}")
    require(program(folder).exists(), f"no program in {folder}")
    return str(folder.relative_to(proof.prefix.drive))


def for_everybody(proof: Proof, file: Path) -> str:
    """The package for the whole computer: rolled out, tried, in the other's way, taken away."""
    prefix = proof.prefix
    package = prefix.path(Path(shutil.copy(file, prefix.drive)))
    folder = prefix.drive / "Program Files" / "Pregon"
    prefix.finish(["wine", "msiexec", "/i", package, "/qn"], _TESTING)
    require(program(folder).exists(), f"no program in {folder}")
    count = len(installed.listing(folder))
    prefix.finish(["wine", prefix.path(folder / "pregon-cli.exe"), "--help"], _STARTING)
    code = installed.install(prefix, proof.setup)
    require(code == _FOR_ALL, f"a copy of one's own beside it ended with {code}, not {_FOR_ALL}")
    prefix.finish(["wine", "msiexec", "/x", package, "/qn"], _TESTING)
    prefix.settle(_STARTING)
    require(not folder.exists(), f"{folder} is still there")
    keys = sorted(installed.machine_keys(prefix))
    require(not keys, f"left in the registry: {keys}")
    return f"{count} files, the other refused with {code}, nothing left"


def _until(
    condition: Callable[[], object], seconds: float, otherwise: str, *, every: float = 0.5
) -> None:
    end_of_patience = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end_of_patience:
            raise WineFailed(f"{otherwise} after {seconds:.0f} s")
        # Wine tells nobody when a program or a file of its own is there.
        time.sleep(every)
