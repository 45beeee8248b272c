"""What a person does with kept pictures: one function for each action."""

from collections.abc import Callable
from itertools import count

from core.cancel import CancelToken
from core.errors import AppError
from core.i18n import _
from core.pictures import keeping, records
from core.pictures.keeping import FittedPicture
from core.pictures.model import Owner, OwnerKind, Picture
from core.store import Topic
from core.town import records as town_records
from desktop.jobs import Progress
from desktop.pictures.taking import ImageSource, read
from desktop.services import Services

_numbers = count()
"""Two that are pasted one after the other are two jobs."""


def topic_of(owner: Owner) -> Topic:
    """What changes with the pictures of something."""
    return Topic.MENTIONS if owner.kind is OwnerKind.MENTION else Topic.CRISIS


def choose(services: Services, owner: Owner) -> None:
    """Ask for an image and keep it."""
    path = services.asker.open_file(
        _("Which image is to be kept?"), [(_("Images"), "*.png *.jpg *.jpeg *.webp")]
    )
    if path is not None:
        keep(services, owner, path)


def keep(services: Services, owner: Owner, source: ImageSource) -> None:
    """Keep an image with something; it is made small in the background, and the end of the program
    waits for it.
    """
    who = services.bridge.shared("town", town_records.load).person

    def work(_token: CancelToken, _progress: Progress) -> FittedPicture:
        made = keeping.fitted(read(source))
        _store(services, owner, made.image, who)
        return made

    def tell(made: FittedPicture) -> None:
        told = _("The image is kept. Describe it for those who cannot see it.")
        if owner.kind is OwnerKind.INCIDENT:
            told = _("The image is kept, in Facts.")
        if made.carried:
            told += " " + _("The place, date and camera that its file told of are not.")
        services.notifier.undoable(told)

    services.jobs.run(f"picture {next(_numbers)}", work, tell, whole=True)


def fit(
    services: Services,
    source: ImageSource,
    done: Callable[[FittedPicture], None],
    failed: Callable[[AppError], None],
) -> None:
    """Make an image small that waits for what it is to be kept with."""

    def work(_token: CancelToken, _progress: Progress) -> FittedPicture:
        return keeping.fitted(read(source))

    services.jobs.run(f"picture {next(_numbers)}", work, done, failed=failed)


def keep_fitted(services: Services, owner: Owner, image: bytes) -> None:
    """Keep an image that was made small before; what stands in the way is said."""
    try:
        _store(services, owner, image, services.bridge.shared("town", town_records.load).person)
    except AppError as error:
        services.notifier.error(error)


def _store(services: Services, owner: Owner, image: bytes, who: str) -> None:
    with services.store.change(topic_of(owner), label=_("keep an image")) as db:
        keeping.add(db, owner, image, who, services.clock.now())


def describe(services: Services, owner: Owner, picture: Picture, *, initiator: object) -> None:
    """Store what it shows and where it is from. Raises `InvalidValue` for what is too long."""
    with services.store.change(
        topic_of(owner),
        label=_("describe an image"),
        key=f"picture:{picture.id}",
        initiator=initiator,
    ) as db:
        keeping.describe(db, picture)


def remove(services: Services, owner: Owner, picture: Picture) -> None:
    """Take a picture away; can be undone."""
    with services.store.change(topic_of(owner), label=_("remove an image")) as db:
        records.remove(db, picture.id)
    services.notifier.undoable(_("The image is removed."))
