"""Settings: whatever happens to the file, the program starts."""

import os

import pytest

from core import settings
from core.errors import FileTrouble
from core.settings import Settings


def test_what_was_chosen_comes_back(tmp_path):
    chosen = Settings(language="en", theme="dark", zoom=150, columns={"roster": [180, 110]})
    chosen.remember(tmp_path / "Medellín.pregon")

    settings.save(chosen, tmp_path / "config" / "pregon" / "settings.json")

    assert settings.load(tmp_path / "config" / "pregon" / "settings.json") == chosen


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[1, 2]", b"null", b"{", b"[" * 200_000, b'{"a":' * 200_000,
        b"9" * 10_000, b" " * 2_000_000 + b"{}",
    ],
    ids=lambda content: repr(content[:8]),
)  # fmt: skip
def test_a_file_that_holds_no_settings_means_the_defaults(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    assert settings.load(file) == Settings()
    assert settings.spoilt(file)


@pytest.mark.parametrize(
    "content",
    [
        '{"zoom": "big"}', '{"recent": [1]}', '{"recent": "a"}', '{"language": "\\ud800"}',
        '{"recent": ["\\ud83d"]}', '{"backup_folder": "a\\u0000b"}', '{"tray": 1}',
        '{"columns": {"\\ud800": [1]}}', '{"columns": {"a": [-1]}}', '{"columns": {"a": [1e99]}}',
        f'{{"columns": {{"a": [{10 ** 30}]}}}}', '{"columns": []}', "{}",
    ],
)  # fmt: skip
def test_a_value_that_is_wrong_means_its_default_and_the_rest_can_be_kept(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_text(content)

    chosen = settings.load(file)
    settings.save(chosen, file)

    assert chosen == Settings()
    assert settings.load(file) == Settings()
    assert not settings.spoilt(file)


def test_a_workspace_whose_name_is_no_utf_8_is_remembered(tmp_path):
    chosen = Settings()
    chosen.remember(tmp_path / os.fsdecode(b"Medell\xedn.pregon"))

    settings.save(chosen, tmp_path / "settings.json")

    assert settings.load(tmp_path / "settings.json") == chosen


def test_what_stands_in_the_place_of_the_file_is_not_waited_for(tmp_path):
    folder, pipe, loop = tmp_path / "folder", tmp_path / "pipe", tmp_path / "loop"
    folder.mkdir()
    os.mkfifo(pipe)
    loop.symlink_to(loop)

    for path in (folder, pipe, loop):
        assert settings.load(path) == Settings()
        assert settings.spoilt(path)


def test_no_file_yet_is_nothing_to_tell(tmp_path):
    assert settings.load(tmp_path / "settings.json") == Settings()
    assert not settings.spoilt(tmp_path / "settings.json")


def test_one_wrong_value_does_not_lose_the_others(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"language": "en", "zoom": true, "columns": {"roster": ["a"]}, "future": 1}')

    assert settings.load(file) == Settings(language="en")


@pytest.mark.parametrize(
    ("name", "written", "used"),
    [
        ("zoom", 20, 100), ("zoom", 125, 125), ("zoom", 900, 200),
        ("listen_minutes", 1, 15), ("listen_minutes", 9999, 1440),
        ("backups_kept", 0, 1), ("backups_kept", 500, 100),
    ],
)  # fmt: skip
def test_a_number_that_nobody_can_choose_is_the_nearest_that_can_be(tmp_path, name, written, used):
    file = tmp_path / "settings.json"
    file.write_text(f'{{"{name}": {written}}}')

    assert getattr(settings.load(file), name) == used


def test_the_newest_workspace_comes_first_and_once(tmp_path):
    chosen = Settings()
    for number in (*range(10), 5):
        chosen.remember(tmp_path / f"{number}.pregon")

    assert len(chosen.recent) == 8
    assert chosen.recent[0] == str(tmp_path / "5.pregon")
    assert len(set(chosen.recent)) == 8


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "config").write_text("")

    with pytest.raises(FileTrouble):
        settings.save(Settings(), tmp_path / "config" / "settings.json")


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"{", b"\xff\xfe", b"[" * 200_000])
def test_a_file_without_any_settings_in_it_is_spoilt(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    assert settings.spoilt(file)


def test_no_file_and_a_file_of_another_version_are_not_spoilt(tmp_path):
    file = tmp_path / "settings.json"
    assert not settings.spoilt(file)

    file.write_text('{"later": true}')
    assert not settings.spoilt(file)


def test_the_same_settings_are_not_written_again(tmp_path):
    file = tmp_path / "settings.json"
    settings.save(Settings(zoom=150), file)
    os.utime(file, ns=(0, 0))

    settings.save(Settings(zoom=150), file)
    assert file.stat().st_mtime_ns == 0

    settings.save(Settings(zoom=125), file)
    assert settings.load(file).zoom == 125


@pytest.fixture
def policy(tmp_path, monkeypatch):
    """The file of whoever looks after the computer; returns where to write it."""
    monkeypatch.setattr(settings, "POLICY", tmp_path / "policy.json")
    return tmp_path / "policy.json"


def test_what_the_computer_fixes_goes_before_what_the_person_chose(tmp_path, policy):
    own = tmp_path / "settings.json"
    settings.save(Settings(language="en", proxy="http://mine:1", theme="dark"), own)
    policy.write_text('{"proxy": "http://hall:3128", "listening": false}', encoding="utf-8")

    found = settings.load(own)

    assert (found.proxy, found.listening) == ("http://hall:3128", False)
    assert (found.language, found.theme) == ("en", "dark")
    assert found.fixed == {"proxy", "listening"}


def test_what_the_computer_fixed_is_not_kept_as_the_persons_own(tmp_path, policy):
    own = tmp_path / "settings.json"
    settings.save(Settings(proxy="http://mine:1"), own)
    policy.write_text('{"proxy": "http://hall:3128"}', encoding="utf-8")
    found = settings.load(own)
    found.theme = "dark"
    settings.save(found, own)

    policy.unlink()

    assert settings.load(own) == Settings(proxy="http://mine:1", theme="dark")


@pytest.mark.parametrize("content", ["", "[]", '{"zoom": 200, "theme": "dark"}', '{"tray": "yes"}'])
def test_a_policy_says_only_what_it_may_and_in_the_right_shape(tmp_path, policy, content):
    policy.write_text(content, encoding="utf-8")
    assert settings.load(tmp_path / "settings.json") == Settings()
