from tokenizers import Tokenizer

from index.training.tokenizer import END, START, UNKNOWN, framed, plain, train_tokenizer, word_counts


def test_spellings_of_one_word_become_one():
    assert plain("STRAẞE") == plain("Straße") == plain("strasse") == "strasse"
    assert plain("Anträge") == plain("Antra\u0308ge") == plain("Antraege") == "antraege"


def test_words_are_counted_as_the_tokenizer_sees_them():
    assert word_counts(["Die Straße, die Strasse."])["strasse"] == 2


def test_compounds_share_the_pieces_of_their_parts(tokenizer: Tokenizer):
    assert tokenizer.encode("Wohngeld", add_special_tokens=False).tokens[0] == "wohn"
    assert tokenizer.encode("Wohnhilfe", add_special_tokens=False).tokens[0] == "wohn"


def test_seldom_words_are_not_learned():
    found = train_tokenizer({"wohngeld": 50, "qqq": 2}, 30)
    assert found.encode("qqq").ids == [found.token_to_id(UNKNOWN)]


def test_framing_puts_marks_around_a_text_and_leaves_the_original_alone(tokenizer: Tokenizer):
    tokens = framed(tokenizer).encode("Wohngeld").tokens
    assert (tokens[0], tokens[-1]) == (START, END)
    assert START not in tokenizer.encode("Wohngeld").tokens
