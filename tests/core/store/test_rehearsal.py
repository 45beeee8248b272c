"""Files of earlier versions, made where a migration is rehearsed."""

import pytest

from core.store import backup, migrations, open_store


@pytest.mark.parametrize("steps", [1, 2])
def test_a_file_of_an_earlier_version_is_brought_up_when_it_is_opened(tmp_path, clock, steps):
    file = tmp_path / "Antiguo.pregon"
    migrations.earlier(file, steps)
    assert migrations.steps_of(file) == {name for name, _sql in migrations.STEPS[:steps]}

    open_store(file, clock).close()

    assert migrations.steps_of(file) == migrations.known()
    [copy] = backup.listed(file, backup.folder_of(file))
    assert len(migrations.steps_of(copy.path)) == steps
