"""Documents as word processors have them."""

import io
from typing import Any

import docx
import pytest

from core.documents import render
from core.documents.model import Layout
from tests.core.odt import Odt


@pytest.fixture
def in_word(make: Any) -> Any:
    def made(*blocks: Any, **facts: Any) -> Any:
        facts = {"layout": Layout.SHEET} | facts
        return docx.Document(io.BytesIO(render.render(make(*blocks, **facts), ".docx")))

    return made


@pytest.fixture
def in_odt(make: Any) -> Any:
    def made(*blocks: Any, **facts: Any) -> Odt:
        facts = {"layout": Layout.SHEET} | facts
        file = Odt(render.render(make(*blocks, **facts), ".odt"))
        assert file.missing() == set()
        return file

    return made
