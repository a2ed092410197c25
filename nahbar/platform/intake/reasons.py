"""Why a file cannot be taken and what to do instead: two sentences per technical condition (§ 36a Abs. 3 SGB I)."""

from __future__ import annotations

_AS_PDF = "Speichern Sie es als PDF oder fotografieren Sie das Blatt, und laden Sie dann diese Datei hoch."
_ONE_BY_ONE = "Bitte packen Sie die Dateien aus und laden Sie die Fotos oder PDF-Dateien einzeln hoch."
_AGAIN = "Bitte speichern oder fotografieren Sie das Blatt noch einmal und laden Sie die neue Datei hoch."

REASONS: dict[str, tuple[str, str]] = {
    "leer": ("Die Datei ist leer, sie enthält keine Daten.", _AGAIN),
    "zu_gross": (
        "Die Datei ist {size} MB groß. Wir können höchstens {limit} MB annehmen.",
        "Bitte teilen Sie das Dokument in mehrere Dateien oder fotografieren Sie die Blätter einzeln.",
    ),
    "zu_viele_seiten": (
        "Die Datei hat {pages} Seiten. Wir können höchstens {limit} Seiten in einer Datei annehmen.",
        "Bitte teilen Sie das Dokument in mehrere Dateien.",
    ),
    "zu_viele_pixel": (
        "Das Bild hat mehr als {limit} Millionen Bildpunkte.",
        "Bitte fotografieren Sie das Blatt mit der normalen Einstellung der Kamera.",
    ),
    "passwort": (
        "Die PDF-Datei ist mit einem Passwort geschützt. Wir können sie nicht öffnen.",
        "Bitte speichern Sie die Datei ohne Passwort oder drucken Sie sie als neue PDF-Datei, "
        "oder fotografieren Sie die ausgedruckten Blätter.",
    ),
    "formular_ohne_seiten": (
        "Die PDF-Datei ist ein Formular, das nur in einem besonderen Programm sichtbar ist.",
        "Bitte drucken Sie das ausgefüllte Formular als neue PDF-Datei oder fotografieren Sie die gedruckten Blätter.",
    ),
    "archiv": ("Die Datei ist ein gepacktes Archiv ({name}). Wir können Archive nicht annehmen.", _ONE_BY_ONE),
    "programm": (
        "Die Datei ist ein Programm. Programme nehmen wir zum Schutz aller Daten nicht an.",
        "Bitte laden Sie ein Foto oder eine PDF-Datei hoch.",
    ),
    "office": ("Die Datei ist ein Office-Dokument ({name}). Dieses Format können wir nicht annehmen.", _AS_PDF),
    "video": (
        "Die Datei ist ein Video oder eine Tonaufnahme.",
        "Bitte machen Sie von jedem Blatt ein Foto und laden Sie die Fotos hoch.",
    ),
    "text": (
        "Die Datei enthält nur Text oder eine Internetseite ({name}).",
        "Bitte drucken Sie den Inhalt als PDF-Datei oder schreiben Sie uns den Text als Nachricht.",
    ),
    "email": (
        "Die Datei ist eine E-Mail, aus der wir keine Anhänge nehmen konnten.",
        "Bitte speichern Sie die Anhänge auf Ihrem Gerät und senden Sie sie einzeln. "
        "Den Text der E-Mail können Sie als PDF-Datei drucken.",
    ),
    "unbekannt": (
        "Wir erkennen das Format der Datei nicht.",
        "Wir können Fotos (JPEG, PNG, HEIC, WebP, TIFF) und PDF-Dateien annehmen. "
        "Bitte fotografieren Sie das Blatt oder speichern Sie es als PDF.",
    ),
    "mehrdeutig": (
        "Die Datei enthält mehrere Formate ineinander. Solche Dateien nehmen wir zum Schutz aller Daten nicht an.",
        "Bitte fotografieren Sie das Blatt neu und laden Sie das Foto hoch.",
    ),
    "zu_aufwendig": (
        "Die Datei lässt sich nicht öffnen: Sie ist so aufgebaut, dass unser Programm daran abbricht.",
        "Bitte drucken Sie das Dokument als neue PDF-Datei oder fotografieren Sie die Blätter.",
    ),
    "beschaedigt": ("Die Datei ist beschädigt oder unvollständig. Wir können sie nicht öffnen.", _AGAIN),
    "zu_verschachtelt": (
        "Die PDF-Datei ist ungewöhnlich aufwendig aufgebaut. Wir können sie nicht sicher prüfen.",
        "Bitte drucken Sie das Dokument als neue PDF-Datei oder fotografieren Sie die Blätter.",
    ),
    "nicht_darstellbar": (
        "Wir können die Seiten der PDF-Datei nicht anzeigen.",
        "Bitte drucken Sie das Dokument als neue PDF-Datei oder fotografieren Sie die Blätter.",
    ),
    "schadsoftware": (
        "In der Datei wurde Schadsoftware gefunden ({name}). Wir haben sie nicht angenommen.",
        "Bitte prüfen Sie Ihr Gerät mit einem Schutzprogramm. Fotografieren Sie das Blatt und laden Sie das Foto hoch.",
    ),
}


def megabytes(size: int) -> str:
    """`12_345_678` as `12,4`, whole numbers without decimals; rounded up: a refused size never equals the limit."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def too_large(size: int, limit: int) -> str:
    """Reason and advice for a file of so many bytes, before one of them has come."""
    reason, what_to_do = REASONS["zu_gross"]
    return f"{reason.format(size=megabytes(size), limit=limit // 1_000_000)} {what_to_do}"
