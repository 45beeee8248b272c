"""The environment that `dev.py` makes."""

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
