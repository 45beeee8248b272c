"""The environment that `dev.py` makes."""

import importlib.util
import os
import tomllib

import pytest

import dev


def test_one_that_is_a_link_is_replaced_and_what_it_points_at_is_left_alone(tmp_path):
    shared, link = tmp_path / "shared", tmp_path / ".venv"
    shared.mkdir()
    (shared / "kept").touch()
    link.symlink_to(shared)

    dev.make_environment(link, "--without-pip")

    assert [path.name for path in shared.iterdir()] == ["kept"]
    assert not link.is_symlink()
    assert (link / "pyvenv.cfg").exists()


def test_who_may_not_install_is_told_once_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    for program in ("dpkg-query", "apt-get"):
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SystemExit, match="no venv module"):
        dev.ready()

    assert capsys.readouterr().out.count("Debian packages are missing") == 1


def test_core_is_tested_with_every_locked_package_but_those_of_qt():
    def named(locked: str) -> set[str]:
        return {line.split("==")[0] for line in locked.splitlines() if line[:1].isalnum()}

    locked = dev.LOCK.read_text(encoding="utf-8")
    left_out = named(locked) - named(dev.less_qt(locked))

    assert left_out == {"pyside6-essentials", "pytest-qt", "shiboken6"}
    assert dev.less_qt(locked).count("--hash") > 100


def test_core_is_tested_with_the_python_that_is_shipped():
    with (dev.ROOT / "installer" / "python-embed.toml").open("rb") as file:
        version = tomllib.load(file)["version"]

    assert version.startswith("{}.{}.".format(*dev.SHIPPED))
