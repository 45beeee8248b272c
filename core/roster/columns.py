"""The columns of the roster as a table: ours, and how other address books call them."""

from dataclasses import dataclass

from core.i18n import LANGUAGES, _, language, mark


@dataclass(frozen=True)
class Field:
    """One thing a column may hold."""

    id: str
    label: str
    """Untranslated; `title` says it in the current language."""
    names: tuple[str, ...]
    """Headers of town halls' own tables, of Google Contacts and of Outlook, in Spanish and English.

    Case, accents, punctuation and a number at the end do not count.
    """
    exported: bool = True
    """False when other programs split what we keep in one field."""

    @property
    def title(self) -> str:
        """The header we write."""
        return _(self.label)


# “Title” is missing on purpose: in Outlook it is Mr or Mrs, in others the post.
FIELDS = (
    Field(
        "name",
        mark("Name"),
        (
            *("Nombre", "Nombre y apellidos", "Nombre completo", "Contacto"),
            *("Persona de contacto", "Name", "Full name", "First name", "Given name"),
            *("Contact", "Display name"),
        ),
    ),
    Field(
        "middle",
        mark("Middle name"),
        ("Segundo nombre", "Middle name", "Additional name"),
        exported=False,
    ),
    Field(
        "surname",
        mark("Surname"),
        (
            *("Apellidos", "Apellido", "Primer apellido", "Apellido 1"),
            *("Last name", "Family name", "Surname"),
        ),
        exported=False,
    ),
    Field(
        "surname_2",
        mark("Second surname"),
        ("Segundo apellido", "Apellido 2", "Second surname"),
        exported=False,
    ),
    Field("kind", mark("Kind"), ("Tipo", "Clase", "Kind", "Type")),
    Field(
        "organisation",
        mark("Organisation"),
        (
            *("Organización", "Empresa", "Entidad", "Compañía", "Institución"),
            *("Asociación", "Company", "Organization", "Organisation"),
            *("Organization name", "Organization 1 - Name"),
        ),
    ),
    Field(
        "post",
        mark("Post"),
        (
            *("Cargo", "Puesto", "Función", "Profesión", "Job title", "Position", "Role", "Post"),
            *("Organization title", "Organization 1 - Title"),
        ),
    ),
    Field(
        "phones",
        mark("Phones"),
        (
            *("Teléfonos", "Teléfono", "Teléfono 1", "Tel", "Tfno", "Tlf", "Teléfono fijo"),
            *("Fijo", "Teléfono del trabajo", "Phone", "Phones", "Phone number", "Telephone"),
            *("Business phone", "Work phone", "Primary phone", "Phone 1 - Value"),
        ),
    ),
    Field(
        "mobile",
        mark("Mobile phone"),
        (
            *("Móvil", "Teléfono móvil", "Celular", "Mobile", "Mobile phone", "Cell"),
            "Cell phone",
        ),
        exported=False,
    ),
    Field(
        "phone_2",
        mark("Another phone"),
        (
            *("Teléfono 2", "Otro teléfono", "Teléfono del trabajo 2", "Teléfono particular"),
            *("Particular", "Phone 2", "Other phone", "Business phone 2", "Home phone"),
            "Phone 2 - Value",
        ),
        exported=False,
    ),
    Field(
        "email",
        mark("E-mail"),
        (
            *("Correo", "Correo electrónico", "Correo-e", "E-mail", "Email", "Mail"),
            *("Dirección de correo electrónico", "E-mail address", "E-mail 1 - Value"),
        ),
    ),
    Field(
        "groups",
        mark("Groups"),
        (
            *("Grupos", "Grupo", "Categoría", "Categorías", "Etiquetas", "Group", "Groups"),
            *("Category", "Categories", "Labels", "Group membership"),
        ),
    ),
    Field("hats", mark("In a crisis"), ("Papel", "Papeles", "En una crisis", "Hat", "Hats")),
    Field(
        "substitute",
        mark("Substitute"),
        ("Sustituto", "Sustituta", "Suplente", "Substitute", "Deputy"),
    ),
    Field(
        "available",
        mark("When available"),
        ("Disponible", "Disponibilidad", "Horario", "Available", "Availability", "Hours"),
    ),
    Field(
        "note",
        mark("Note"),
        (
            *("Nota", "Notas", "Observaciones", "Comentarios", "Note", "Notes", "Remarks"),
            "Comments",
        ),
    ),
    Field(
        "verified_on",
        mark("Verified on"),
        ("Verificado", "Verificado el", "Fecha de verificación", "Verified", "Verified on"),
    ),
    Field("no_answer_on", mark("No answer on"), ("Sin respuesta el", "No answer on")),
    Field("purpose", mark("Purpose"), ("Finalidad", "Purpose")),
    Field("legal_basis", mark("Legal basis"), ("Base jurídica", "Legal basis")),
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
