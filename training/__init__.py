"""How the model in `corpus/model` is made (`make model`, docs in its model card). Nothing of it is needed to serve."""
