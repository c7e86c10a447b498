"""Supervision: what is brought, what is asked of it, and what comes of that."""
