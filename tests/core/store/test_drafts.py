"""Drafts: kept in the file, found again by their key, and no step of what can be undone."""

from core.store import Store, open_store, preferences
from core.town import records as town


def kept(store: Store) -> dict[str, str]:
    with store.read() as connection:
        return preferences.load(connection)


def keep(store: Store, key: str, text: str) -> None:
    with store.change(undoable=False) as db:
        preferences.keep(db, key, text)


def test_a_draft_is_there_after_the_file_was_closed(store):
    keep(store, "contact.email:3", '"ana(arroba)"')
    store.close()

    again = open_store(store.path, store.clock)
    assert kept(again) == {"contact.email:3": '"ana(arroba)"'}
    again.close()


def test_the_last_that_was_kept_counts_and_one_that_is_dropped_is_gone(store):
    keep(store, "log-line:1", '"Avisa"')
    keep(store, "log-line:1", '"Avisa el bar"')
    keep(store, "log-line:2", '"Otra"')
    assert kept(store) == {"log-line:1": '"Avisa el bar"', "log-line:2": '"Otra"'}

    with store.change(undoable=False) as db:
        preferences.drop(db, ["log-line:1"])
    assert kept(store) == {"log-line:2": '"Otra"'}


def test_a_draft_is_no_step_and_no_preference(store):
    with store.change(label="plazo") as db:
        town.set_retention_months(db, 12)
    keep(store, "log-line:1", '"Avisa"')

    step = store.undo()

    assert step is not None
    assert step.label == "plazo"
    assert kept(store) == {"log-line:1": '"Avisa"'}


def test_a_draft_with_a_damaged_letter_keeps_no_other_away(store):
    keep(store, "log-line:1", '"Avisa"')
    with store.change(undoable=False) as db:
        db.execute(
            "INSERT INTO preference (name, value)"
            " VALUES ('draft:log-line:2', CAST(x'ff22' AS TEXT))"
        )

    assert kept(store)["log-line:1"] == '"Avisa"'
