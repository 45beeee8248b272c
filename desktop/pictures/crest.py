"""The crest: an image that is chosen, dropped or pasted becomes a PNG in the background."""

from collections.abc import Callable

from core.cancel import CancelToken
from core.errors import AppError
from core.i18n import _
from desktop.asker import Asker
from desktop.forms.files import PictureField
from desktop.jobs import Jobs, Progress
from desktop.pictures.taking import EVERY_KIND, ImageSource, TakesImages, read
from desktop.widgets.labelled import LabelledField


def crest_field(
    label: str, ask: Callable[[], Asker], jobs: Jobs, chosen: Callable[[bytes], None]
) -> tuple[LabelledField, PictureField]:
    """The field of a crest, and the picture in it; `chosen` gets what is brought, as PNG.

    Why an image cannot be used is said below it.
    """
    # Translators: Coat of arms of the town.
    picture = PictureField(_("Crest"), _("No crest yet"))
    field = LabelledField(
        label, picture, _("It goes on the documents you print. PNG, JPEG or SVG.")
    )

    def make(source: ImageSource) -> None:
        field.clear_message()
        jobs.run("crest", lambda *given: _png(source, *given), chosen, failed=refuse)

    def refuse(error: AppError) -> None:
        field.show_error(str(error))

    def choose() -> None:
        images = " ".join(f"*{ending}" for ending in EVERY_KIND)
        path = ask().open_file(_("Which image is the crest?"), [(_("Images"), images)])
        if path is not None:
            make(path)

    picture.choose_asked.connect(choose)
    TakesImages(field, lambda: _("Drop the image here: it becomes the crest."), make, EVERY_KIND)
    return field, picture


def _png(source: ImageSource, _token: CancelToken, _progress: Progress) -> bytes:
    from core.town import crest

    return crest.normalise(read(source))
