"""The environment that `dev.py` makes."""

import tomllib

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
