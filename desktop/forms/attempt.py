"""What cannot be kept, and what the computer did not do, in words: the one place for both."""

from collections.abc import Callable

from core.errors import AppError, InvalidValue
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
