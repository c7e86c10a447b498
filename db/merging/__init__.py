"""Two copies of a journal that went different ways, brought together in one of them."""
