"""The columns of the roster as a table: ours, and how other address books call them."""

from dataclasses import dataclass

from core.fields import label
from core.i18n import LANGUAGES, _, language, mark
from core.roster.model import Contact


@dataclass(frozen=True)
class ColumnField:
    """One thing a column may hold."""

    id: str
    names: tuple[str, ...]
    """Headers of town halls' own tables, of Google Contacts and of Outlook, in Spanish and English.

    Case, accents, punctuation and a number at the end do not count.
    """
    other: str = ""
    """What it is called, untranslated, where other programs split what we keep in one field."""

    @property
    def exported(self) -> bool:
        """Whether it is a field of ours."""
        return not self.other

    @property
    def title(self) -> str:
        """The header we write, in the current language."""
        if self.other:
            return _(self.other)
        return label(Contact, "substitute_id" if self.id == "substitute" else self.id)


# “Title” is missing on purpose: in Outlook it is Mr or Mrs, in others the post.
FIELDS = (
    ColumnField(
        "name",
        (
            *("Nombre", "Nombre y apellidos", "Nombre completo", "Contacto"),
            *("Persona de contacto", "Name", "Full name", "First name", "Given name"),
            *("Contact", "Display name"),
        ),
    ),
    ColumnField(
        "middle",
        ("Segundo nombre", "Middle name", "Additional name"),
        other=mark("Middle name"),
    ),
    ColumnField(
        "surname",
        (
            *("Apellidos", "Apellido", "Primer apellido", "Apellido 1"),
            *("Last name", "Family name", "Surname"),
        ),
        # Translators: Column of a file of contacts.
        other=mark("Surname"),
    ),
    ColumnField(
        "surname_2",
        ("Segundo apellido", "Apellido 2", "Second surname"),
        other=mark("Second surname"),
    ),
    ColumnField("kind", ("Tipo", "Clase", "Kind", "Type")),
    ColumnField(
        "organisation",
        (
            *("Organización", "Empresa", "Entidad", "Compañía", "Institución"),
            *("Asociación", "Company", "Organization", "Organisation"),
            *("Organization name", "Organization 1 - Name"),
        ),
    ),
    ColumnField(
        "post",
        (
            *("Cargo", "Puesto", "Función", "Profesión", "Job title", "Position", "Role", "Post"),
            *("Organization title", "Organization 1 - Title"),
        ),
    ),
    ColumnField(
        "phones",
        (
            *("Teléfonos", "Teléfono", "Teléfono 1", "Tel", "Tfno", "Tlf", "Teléfono fijo"),
            *("Fijo", "Teléfono del trabajo", "Phone", "Phones", "Phone number", "Telephone"),
            *("Business phone", "Work phone", "Primary phone", "Phone 1 - Value"),
        ),
    ),
    ColumnField(
        "mobile",
        (
            *("Móvil", "Teléfono móvil", "Celular", "Mobile", "Mobile phone", "Cell"),
            "Cell phone",
        ),
        other=mark("Mobile phone"),
    ),
    ColumnField(
        "phone_2",
        (
            *("Teléfono 2", "Otro teléfono", "Teléfono del trabajo 2", "Teléfono particular"),
            *("Particular", "Phone 2", "Other phone", "Business phone 2", "Home phone"),
            "Phone 2 - Value",
        ),
        other=mark("Another phone"),
    ),
    ColumnField(
        "email",
        (
            *("Correo", "Correo electrónico", "Correo-e", "E-mail", "Email", "Mail"),
            *("Dirección de correo electrónico", "E-mail address", "E-mail 1 - Value"),
        ),
    ),
    ColumnField(
        "groups",
        (
            *("Grupos", "Grupo", "Categoría", "Categorías", "Etiquetas", "Group", "Groups"),
            *("Category", "Categories", "Labels", "Group membership"),
        ),
    ),
    ColumnField(
        "hats", ("En una crisis", "Funciones", "In a crisis", "Crisis role", "Crisis roles")
    ),
    ColumnField(
        "substitute",
        ("Sustituto", "Sustituta", "Suplente", "Substitute", "Deputy"),
    ),
    ColumnField(
        "available",
        ("Disponible", "Disponibilidad", "Horario", "Available", "Availability", "Hours"),
    ),
    ColumnField(
        "note",
        (
            *("Nota", "Notas", "Observaciones", "Comentarios", "Note", "Notes", "Remarks"),
            "Comments",
        ),
    ),
    ColumnField(
        "verified_on",
        ("Verificado", "Verificado el", "Fecha de verificación", "Verified", "Verified on"),
    ),
    ColumnField("no_answer_on", ("Sin respuesta el", "No answer on")),
    ColumnField("purpose", ("Finalidad", "Purpose")),
    ColumnField("legal_basis", ("Base jurídica", "Legal basis")),
)


def wanted() -> dict[str, tuple[str, ...]]:
    """What `core.exchange.tables.match_columns` looks for: ids, and headers in every language."""
    names = {field.id: list(field.names) for field in FIELDS}
    for code in LANGUAGES:
        with language(code):
            for field in FIELDS:
                names[field.id].append(field.title)
    return {key: tuple(dict.fromkeys(found)) for key, found in names.items()}


def known_headers() -> frozenset[str]:
    """Every header we know, to tell a header from a first row of data."""
    return frozenset(name for names in wanted().values() for name in names)
