"""What goes to Amazon, written out for a person to send: letter, papers, documents, manifest."""
