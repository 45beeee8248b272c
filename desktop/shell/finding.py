"""The finder over the window: what is near, and how one gets to what was found."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop.services import PageSpec, Services
from desktop.shell.keys import Act
from desktop.shell.status import StatusStrip
from desktop.widgets.button import hear_key

if TYPE_CHECKING:
    from core.finding.model import Findable
    from desktop.shell.finder import Finder


class FinderOpener(QObject):
    """Opens the finder with what can be done now, and does or shows what is chosen."""

    def __init__(
        self,
        services: Services,
        window: QWidget,
        pages: Sequence[PageSpec],
        on_screen: Callable[[], tuple[str, QWidget]],
        strip: StatusStrip,
    ) -> None:
        super().__init__(window)
        self._services, self._window = services, window
        self._pages, self._on_screen = pages, on_screen
        self._acts: list[Act] = []
        self._finder: Finder | None = None
        hear_key("Ctrl+K", window, _("Search in everything"), self._open)
        strip.finder_asked.connect(self._open)

    def _open(self) -> None:
        if self._finder is None:
            from desktop.shell.finder import Finder

            self._finder = Finder(self._services, self._window, self._near, self._go)
        self._finder.open()

    def _near(self) -> "list[Findable]":
        from desktop.shell import found_places

        _page_id, page = self._on_screen()
        self._acts = found_places.acts_on(page, self._window)
        return [*found_places.of_acts(self._acts), *found_places.of_pages(self._pages)]

    def _go(self, found: "Findable") -> None:
        from core.finding.model import FoundKind
        from desktop.shell import found_places

        if found.kind is FoundKind.COMMAND:
            self._acts[int(str(found.key))].do()
        else:
            self._services.go(*found_places.place(found))
