"""What the command `print` does with the papers of one incident."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from core import catalogue
from core.crisis.document.after_action import after_action
from core.crisis.document.moderation_file import moderation_files
from core.crisis.document.sheet import sheet_of
from core.documents import render
from core.documents.model import Document
from core.errors import InvalidValue
from core.i18n import Language, _, language
from core.store import Connection, Store

_SHEET = "sheet"
_BUILDS: dict[str, Callable[[Connection, Language, date, int], Document]] = {
    "after-action": after_action,
    "moderation-file": moderation_files,
    _SHEET: sheet_of,
}
OF_ONE = tuple(_BUILDS)
"""Documents that are of one incident; a sheet is of one scenario, too."""


def print_chosen(store: Store, chosen: Namespace, code: Language) -> Document:
    """Write a document of `OF_ONE`.

    Raises `InvalidValue` when it is not said of which, and as `catalogue.print_to`.
    """
    if chosen.document == _SHEET and chosen.incident is None:
        if not chosen.scenario:
            raise InvalidValue(
                _("Say which scenario: --scenario NAME."), _("The command `scenarios` lists them.")
            )
        return catalogue.print_to(store, catalogue.sheet_id(chosen.scenario), code, chosen.out)
    if chosen.incident is None:
        raise InvalidValue(
            _("Say which incident: --incident N."), _("The command `incidents` lists them.")
        )
    with store.read() as connection, language(code):
        build = _BUILDS[chosen.document]
        made = build(connection, code, store.clock.today(), chosen.incident)
    render.write(made, chosen.out)
    return made
