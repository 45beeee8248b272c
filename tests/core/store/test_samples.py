"""A workspace of every schema that was ever released opens and holds what it held."""

import shutil
from pathlib import Path

import pytest

from core.pictures import keeping
from core.pictures import records as pictures
from core.pictures.model import Owner, OwnerKind
from core.roster import records
from core.store import backup, migrations, open_store
from core.town import records as town_records

CONTACTS = {"0001_foundation": 38, "0002_plan": 38, "0003_mentions": 38}
"""The example town has more cards since then: 43."""

SAMPLES = sorted((Path(__file__).parents[2] / "data").glob("schema-*.pregon"))


def test_every_step_has_its_sample():
    assert [sample.stem.removeprefix("schema-") for sample in SAMPLES] == [
        name for name, _script in migrations.STEPS
    ]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_opens_whole(sample, tmp_path, clock):
    path = tmp_path / sample.name
    shutil.copy(sample, path)

    store = open_store(path, clock)

    with store.read() as connection:
        backup.check(connection, path)
        assert town_records.load(connection).name == "Valdehierro"
        assert town_records.crest(connection) is not None
        assert len(records.everyone(connection)) == CONTACTS.get(
            sample.stem.removeprefix("schema-"), 43
        )
    store.close()


def test_what_the_newest_sample_has_that_no_earlier_one_had_is_whole(tmp_path, clock):
    path = tmp_path / "Valdehierro.pregon"
    shutil.copy(SAMPLES[-1], path)

    store = open_store(path, clock)

    with store.read() as connection:
        [picture] = pictures.of(connection, Owner(OwnerKind.INCIDENT, 1))
        assert picture.alt.startswith("La rotura de la calle Real")
        assert keeping.changed(connection) == []
    store.close()
