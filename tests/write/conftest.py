"""Tests here may ask for a PostgreSQL server."""

from tests.postgresql_server import postgresql

__all__ = ["postgresql"]
