"""The list of files that the installer lays, and its five languages."""

import re
from pathlib import Path

from installer import launchers, nsis, registered
from installer.release import Release

LANGUAGES = nsis.SCRIPT.with_name("lang")


def test_every_folder_is_entered_once_and_files_keep_their_order():
    names = ["Pregon.exe", "app/core/a.py", "app/core/b.py", "lib/c.dll"]
    assert nsis.listing(names, Path("/made")).splitlines() == [
        'SetOutPath "$INSTDIR"',
        'File "/made/Pregon.exe"',
        'SetOutPath "$INSTDIR\\app\\core"',
        'File "/made/app/core/a.py"',
        'File "/made/app/core/b.py"',
        'SetOutPath "$INSTDIR\\lib"',
        'File "/made/lib/c.dll"',
    ]


def test_a_dollar_in_a_name_is_not_a_variable():
    assert nsis.listing(["lib/$a/b$.py"], Path("/made")).splitlines() == [
        'SetOutPath "$INSTDIR\\lib\\$$a"',
        'File "/made/lib/$$a/b$$.py"',
    ]


def test_the_installer_says_the_same_in_every_language():
    said = {
        path.stem: re.findall(r"^LangString (\w+) ", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in LANGUAGES.glob("*.nsh")
    }
    assert set(said) == {"es", "en", "ca", "gl", "eu"}
    assert all(keys == said["es"] for keys in said.values())


def test_every_language_tells_where_the_files_of_the_person_stay():
    for path in LANGUAGES.glob("*.nsh"):
        (kept,) = re.findall(r"LangString KEPT .*", path.read_text(encoding="utf-8"))
        assert "$DOCUMENTS\\Pregón" in kept
        assert "$LOCALAPPDATA\\Pregon" in kept


def test_what_the_script_says_is_in_the_languages():
    script = nsis.SCRIPT.read_text(encoding="utf-8") + registered.commands()
    used = set(re.findall(r"\$\(([A-Z_]+)\)", script))
    spanish = (LANGUAGES / "es.nsh").read_text(encoding="utf-8")
    assert used == set(re.findall(r"LangString (\w+)", spanish))


def test_a_program_tells_its_version_to_windows():
    told = launchers.described(Release("1.2.3", 0, changed=False), launchers.WINDOW)
    assert "FILEVERSION 1,2,3,0\n" in told
    assert 'VALUE "ProductVersion", "1.2.3"' in told
    assert 'VALUE "OriginalFilename", "Pregon.exe"' in told
    assert not re.search(r"@[A-Z]+@", told)


def test_what_windows_is_told_of_the_program_is_taken_back_with_it():
    told = registered.commands()
    written, forgotten = told.split("FunctionEnd\n")[:2]
    keys = set(re.findall(r"WriteRegStr HKCU '([^']+)'", written))
    removed = re.findall(r"DeleteRegKey HKCU '([^']+)'", forgotten)
    assert {r"Software\Classes\.pregon", r"Software\Classes\.pregonpack"} <= keys
    assert all(any(key.startswith(gone) for gone in removed) for key in keys)


def test_a_suffix_that_is_another_programs_by_now_stays_its():
    lines = registered.commands().splitlines()
    for kind in registered.TYPES:
        at = lines.index(f"    DeleteRegKey HKCU 'Software\\Classes\\{kind.suffix}'")
        assert lines[at - 1] == f"  ${{If}} $0 == '{kind.name}'"
