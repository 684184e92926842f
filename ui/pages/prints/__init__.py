"""In giấy: the queue in words, the question after a crash, printing once more."""
