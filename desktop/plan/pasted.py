"""Saying what a paste into a table of the plan left out."""

from core.i18n import ngettext
from desktop.services import Services
from desktop.widgets.matrix.matrix import Pasted


def tell_pasted(services: Services, pasted: Pasted) -> None:
    """Say how many cells of a paste went nowhere; nothing when all of them arrived."""
    left_out = pasted.unknown + pasted.outside
    if left_out:
        words = ngettext(
            "One pasted cell was left out: not understood, or beyond the table.",
            "{count} pasted cells were left out: not understood, or beyond the table.",
            left_out,
        )
        services.notifier.toast(words.format(count=left_out))
