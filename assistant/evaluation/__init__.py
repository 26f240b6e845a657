"""How good the answers are: a fixed question set, answers in a file, scores over it, floors that hold."""
