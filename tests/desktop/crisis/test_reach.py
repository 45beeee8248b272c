"""The desk says where a correction or the end is still missing."""

from datetime import timedelta

from PySide6.QtWidgets import QCheckBox

from core.crisis.kinds import StatementKind
from desktop.crisis.statements.tab import Statements
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import desk_view, stored
from tests.desktop.hands import seen

POSTER = "Cartel en el bar El Rincón"


def test_a_correction_offers_the_poster_and_says_so_until_it_is_there(at_desk, clock, qtbot):
    clerk = Clerk(at_desk.store, stored(at_desk).incident.id)
    first = clerk.approved()
    clerk.publish(first, "Web municipal", POSTER)
    clock.moment += timedelta(minutes=5)
    correction = clerk.approved(StatementKind.CORRECTION)
    clerk.publish(correction, "Web municipal")
    desk_view().show_part("statements", correction.statement.id)
    part = next(item for item in desk_view().findChildren(Statements) if item.isVisible())

    said = seen(part)
    assert f"No ha salido aún en {POSTER}: allí sigue lo de antes." in said
    assert "Falta en algún sitio" in said
    assert any(POSTER in box.text() for box in part.approved.findChildren(QCheckBox))

    part.show_target(first.statement.id)
    assert f"y aquí no está todavía: {POSTER}." in seen(part)

    clerk.publish(clerk.now(correction), POSTER)
    qtbot.waitUntil(lambda: "aquí no está todavía" not in seen(part))
