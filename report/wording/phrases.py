"""The fixed words of reports: names of columns, small print, what stands beside a figure."""

from __future__ import annotations

from data.base.message import msg
from report.document.model import Tone

BASIS = msg("Source: {sources}", fr="Source\u00a0: {sources}")
AS_OF = msg("as of {day}", fr="au {day}")
REPAIRED = msg("{repaired} of them with mended tags", fr="dont {repaired} aux balises réparées")
RANGE = msg("{low} to {high}", fr="de {low} à {high}")
AT_LEAST = msg("{low} or more", fr="{low} ou plus")
AT_MOST = msg("{high} or less", fr="{high} ou moins")
COMPARED = msg("{period}, compared with {before}", fr="{period}, comparé à {before}")
DEMO = msg("Demo data", fr="Données de démonstration")
REPORT = msg("Marketing results", fr="Résultats marketing")
MADE = msg("Made on {day}", fr="Établi le {day}")
COMPLETE = msg("Figures up to {day}", fr="Chiffres jusqu’au {day}")
CONTENTS = msg("Contents", fr="Sommaire")
APPENDIX = msg("Appendix", fr="Annexe")
NEXT_STEPS = msg("Next steps", fr="Prochaines étapes")
WHAT = msg("What to do", fr="Action")
OWNER = msg("Who", fr="Responsable")
DUE = msg("By when", fr="Échéance")
NOTES = msg("Notes on the chart", fr="Repères sur le graphique")
FIGURES = msg("The figures of this chart", fr="Les chiffres de ce graphique")
POSITION = msg("Category", fr="Catégorie")
DAY = msg("Day", fr="Jour")
MORE_ROWS = msg(
    "{shown} of {rows} rows; the workbook holds all of them.",
    fr="{shown} lignes sur {rows}\u00a0; le classeur les contient toutes.",
)
TITLE = msg("Title", fr="Titre")
TEXT = msg("Text", fr="Texte")
SUBTITLE = msg("Subtitle", fr="Sous-titre")
FOOTER = msg("Footer", fr="Pied de page")
PAGE = msg("Page number", fr="Numéro de page")
BRAND = msg("Brand", fr="Marque")
COVER = msg("Cover", fr="Couverture")
CONTENT = msg("Content", fr="Contenu")
OVERVIEW = msg("Overview", fr="Synthèse")
PROVENANCE = msg("Where figures come from", fr="Origine des chiffres")
FIGURE = msg("Figure", fr="Chiffre")
VALUE = msg("Value", fr="Valeur")
LOW = msg("Low", fr="Bas")
HIGH = msg("High", fr="Haut")
LOW_OF = msg("{figure}: low", fr="{figure}\u00a0: bas")
HIGH_OF = msg("{figure}: high", fr="{figure}\u00a0: haut")
MEANING = msg("What it means", fr="Lecture")
RESTS_ON = msg("Source · as of · n", fr="Source · date · n")
SOURCES = msg("Sources", fr="Sources")
DATED = msg("As of", fr="À la date du")
ROWS = msg("Rows or cases (n)", fr="Lignes ou cas (n)")
MENDED = msg("of them with mended tags", fr="dont balises réparées")
FACTS = msg("Version of the data: {facts}", fr="Version des données\u00a0: {facts}")
TOTAL = msg("Total", fr="Total")
ADDED = msg("Added", fr="En plus")
TAKEN = msg("Taken", fr="En moins")
MARK = msg("{number}: {day}, {label}", fr="{number}\u00a0: {day}, {label}")
NOTHING_KNOWN = msg(
    "Nothing is known for this chart in this period.",
    fr="Rien n’est connu pour ce graphique sur cette période.",
)
UNKNOWN = msg("{mark} unknown: {reason}", fr="{mark} inconnu\u00a0: {reason}")
TONES = {
    Tone.GOOD: msg("Favourable", fr="Favorable"),
    Tone.BAD: msg("Unfavourable", fr="Défavorable"),
    Tone.WARNING: msg("To watch", fr="À surveiller"),
}
