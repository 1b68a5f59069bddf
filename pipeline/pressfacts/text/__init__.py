"""What lies in raw text: sentences, numbers, cues, dates of the head, names of the gazetteer, and the model asked in doubt."""
