"""Choosing the crest: a file is asked for, and becomes a PNG in the background."""

from collections.abc import Callable
from pathlib import Path

from core.cancel import CancelToken
from core.errors import AppError, FileTrouble
from core.i18n import _
from desktop.asker import Asker
from desktop.jobs import Jobs, Progress


def choose_crest(
    asker: Asker, jobs: Jobs, chosen: Callable[[bytes], None], failed: Callable[[AppError], None]
) -> None:
    """Ask for an image; `chosen` gets it as PNG, `failed` why it cannot be used."""
    images = "*.png *.jpg *.jpeg *.svg *.gif *.bmp *.tif *.tiff *.webp *.ico"
    path = asker.open_file(_("Which image is the crest?"), [(_("Images"), images)])
    if path is None:
        return

    def work(_token: CancelToken, _progress: Progress) -> bytes:
        from core.town import crest

        return crest.normalise(_read(path))

    jobs.run("crest", work, chosen, failed=failed)


def _read(path: Path) -> bytes:
    from core.exchange import incoming

    incoming.refuse_workspace(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileTrouble(
            _("“{name}” cannot be read.").format(name=path.name),
            _("Choose another image, or copy it to this computer first."),
            detail=str(error),
        ) from error
