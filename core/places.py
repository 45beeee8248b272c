"""Where files go on this computer."""

from pathlib import Path

import platformdirs


def settings_file() -> Path:
    """The settings of this person on this laptop."""
    return platformdirs.user_config_path("Pregon", appauthor=False) / "settings.json"


def workspaces_folder() -> Path:
    """Where new workspaces go unless the person chooses another folder."""
    return platformdirs.user_documents_path() / "Pregón"
