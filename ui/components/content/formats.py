"""The names of post formats in the session's language."""

from __future__ import annotations

from ui.text import _

_KINDS = {
    "image": ("ig image", "photo", "photos", "image", "images", "picture"),
    "reel": ("ig reel", "reel", "reels"),
    "carousel": ("ig carousel", "carousel", "carrousel", "album"),
    "video": ("video", "videos", "vidéo", "vidéos"),
    "story": ("ig story", "story", "stories"),
    "link": ("link", "links", "lien", "liens"),
    "text": ("text", "texte", "status", "statut"),
}
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names}


def format_label(name: str | None) -> str:
    """The format as people name it; one that only the file knows is as in the file."""
    if not name:
        return ""
    return {
        "image": _("Image"),
        "reel": _("Reel"),
        "carousel": _("Carousel"),
        "video": _("Video"),
        "story": _("Story"),
        "link": _("Link"),
        "text": _("Text"),
    }.get(_BY_NAME.get(name.strip().lower(), ""), name)
