"""Stage 1: bytes of any format -> text. Plain texts for now; the structure of documents and mails comes with a later issue."""
