"""What the libraries of the store raise when a disk or a database fails."""

from __future__ import annotations

from deltalake.exceptions import DeltaError
from polars.exceptions import PolarsError
from sqlalchemy.exc import SQLAlchemyError

# A full disk comes as OSError from Python, ComputeError from polars, DeltaError or
# OperationalError, by who was writing.
STORE_FAULTS = (OSError, DeltaError, PolarsError, SQLAlchemyError)
