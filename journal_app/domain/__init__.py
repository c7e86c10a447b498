"""Pure rules of the journal: values in, values out."""
