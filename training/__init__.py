"""How the model in `corpus/model` is made: fetch, pairs, tokenizer, training, translation tables. Not needed to serve."""
