"""The encrypted journal on disk: keys, engine, tables, queries and migrations."""
