"""Import pipeline: files to the store, each export atomically, with a result for every file."""

from data.imports.folder import import_paths
from data.imports.preview import preview
from data.imports.result import FileResult, ImportOutcome
from data.imports.upload import answer, import_upload, pending_questions

__all__ = [
    "FileResult",
    "ImportOutcome",
    "answer",
    "import_paths",
    "import_upload",
    "pending_questions",
    "preview",
]
