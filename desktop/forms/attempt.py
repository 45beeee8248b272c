"""What cannot be kept, and what the computer did not do, in words: the one place for both."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from core.errors import AppError, InvalidValue
from desktop.forms.controls import on_edit
from desktop.notifier import Notifier
from desktop.widgets.labelled import LabelledField


def attempt(work: Callable[[], object], notifier: Notifier, say: Callable[[str], object]) -> bool:
    """Do it. `say` gets why it cannot be kept, a banner what the computer did; tells if it was."""
    try:
        work()
    except InvalidValue as error:
        say(str(error))
    except AppError as error:
        notifier.error(error)
    else:
        return True
    return False


def kept(field: LabelledField, notifier: Notifier, work: Callable[[], object]) -> bool:
    """Do it; what cannot be kept is said below the field, and stays in it. Tells whether it was."""
    done = attempt(work, notifier, field.show_error)
    if done:
        field.clear_message()
    return done


def refuse(field: LabelledField, message: str) -> None:
    """Say below a field why a button or Enter cannot take it as it is, and put the keyboard there.

    The message goes with the first change of the field: what it spoke of is there no more.
    """
    if field.findChild(_Mended, options=Qt.FindChildOption.FindDirectChildrenOnly) is None:
        _Mended(field)
    field.show_error(message)
    field.control.setFocus(Qt.FocusReason.OtherFocusReason)


class _Mended(QObject):
    """Takes the message of a field away when its control changes."""

    def __init__(self, field: LabelledField) -> None:
        super().__init__(field)
        on_edit(field.control, field.clear_message, field.clear_message)
