"""The papers of an incident, handed to the program that shows PDF here, or else saved."""

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from core import files, i18n
from core.cancel import CancelToken
from core.documents.model import Document
from core.errors import DocumentTrouble
from core.i18n import _
from core.roster.document import Language
from core.store import Connection
from desktop.jobs import Progress
from desktop.services import Services
