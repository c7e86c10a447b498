"""What a documented error must do."""


def in_a_sentence(error: Exception) -> None:
    """It says what is wrong in a sentence."""
    sentence = str(error)
    assert sentence[:1].isupper(), repr(sentence)
    assert sentence.endswith("."), repr(sentence)
