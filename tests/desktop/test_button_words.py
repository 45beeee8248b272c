"""What buttons say: a verb and what it acts on, so that each can be understood where it is heard
alone, out of its place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import desktop
from core import i18n
from core.i18n import _

WORDS = {"button": 0, "set_words": 1, "Action": 0, "KeyButton": 0, "_reason.ask": 1}
"""What makes a button or names it, and which of its arguments holds the words."""

EVERYWHERE = {
    "Buscar", "Cancelar", "Cerrar", "Deshacer", "Entendido", "Filtrar", "Guardar como",
    "Guardar como…", "Imprimir aquí…", "Imprimir…", "Parar", "Reintentar", "Volver",
}  # fmt: skip
"""As every program says them: of what is on screen, or of what was done last."""

STEPS = {
    "Anterior", "Después", "Hecho, seguir", "Hoy", "Ir allí", "Leído: seguir", "Lista entera",
    "Pregunta anterior", "Pregunta siguiente", "Siguiente", "Una semana antes",
    "Una semana después",
}  # fmt: skip
"""To where one goes on: the place is its object."""

ANSWERS = {
    "Era real", "Es nuestra", "Falsa alarma", "He terminado con el papel", "No contesta",
    "No es la misma noticia", "No es nuestra", "No prometer más", "No publicarla",
    "Revisado hoy", "Se publicó el decreto", "Sigue igual", "Sigue siendo cierto: soltarla",
    "Son dos personas", "Sí, a las", "Todavía no", "Todos revisados hoy",
}  # fmt: skip
"""To the question beside which they stand, or of how something was found."""

CHOICES = {
    "Acto: antes, durante y después", "Añadir",
    "En {minutes} min", "Expediente nuevo", "Escenario nuevo", "Ctrl+K Buscar", "F1 Ayuda",
    "Huecos", "Lo que dice el plan", "Lo que proponga el programa", "Modo proyector",
    "Noticia: {title}", "Otra entidad", "Otro comunicado", "Otro día", "Otro escenario",
    "Publicación nueva", "Tema sensible", "Dónde más retener a mano",
    "¿Cómo se sabe?", "¿Por qué? Ejemplo", "¿Qué puedo publicar?",
}  # fmt: skip
"""What opens or is made, by its name; «Añadir» opens a menu, or stands in the line that it adds and
has its whole name for a screen reader."""

STATES = {"Leyendo…"}

NO_OBJECT = {
    "ahora", "allí", "aquí", "como", "hoy", "más", "otra", "para", "siempre", "todas", "formas",
    "de", "vez", "y", "tal", "está",
}  # fmt: skip


def texts() -> Iterator[str]:
    """The Spanish of what is written in the code as the words of a button."""
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = ast.unparse(called).removeprefix("self.") if called else ""
            if isinstance(node, ast.Call) and len(node.args) > WORDS.get(name, len(node.args)):
                yield from _messages(node.args[WORDS[name]])


def _messages(words: ast.expr) -> Iterator[str]:
    for node in ast.walk(words):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            message = node.args[0]
            if isinstance(message, ast.Constant):
                yield _(str(message.value))


def says_what_it_does(text: str) -> bool:
    """A verb that has no pronoun, and after it more than where or when."""
    verb, *rest = re.sub(r"[….:]", "", text).split()
    return re.fullmatch(r"\w*(?:[aei]r|ír)", verb.lower()) is not None and bool(
        {word.lower() for word in rest} - NO_OBJECT
    )


def test_every_button_has_its_verb_and_its_object():
    i18n.use("es")
    known = EVERYWHERE | STEPS | ANSWERS | CHOICES | STATES
    found = set(texts())

    assert sorted(text for text in found if not says_what_it_does(text) and text not in known) == []
    assert sorted(known - found) == []


def test_a_pronoun_is_no_object_and_neither_is_a_moment():
    for text in ("Verla", "Quitarla", "Leer ahora", "Borrar", "Abrir aquí…"):
        assert not says_what_it_does(text)
    assert says_what_it_does("Ver la alarma")
