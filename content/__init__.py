"""The clinical text: topics as Markdown, the values they are read into, and their checker."""
