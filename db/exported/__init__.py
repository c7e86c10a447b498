"""The journal as one file that can be read without it: what it holds, taken out and back in."""
