r"""Word files, written: real headings, lists and tables, and the same bytes every time.

In: words. Out: the bytes of a .docx. Reads no case, knows no rule, opens no file; python-docx is loaded when the first document is made.

    from escalate_ai.word.opening import Paper, blank
    from escalate_ai.word.saving import About, save
    from escalate_ai.word.writing import bullets, heading, numbered, paragraph, table

    document = blank(Paper.A4)
    heading(document, "Questions", level=1)                   # level 0 is the title
    paragraph(document, "Dear Ms. Whitfield,")
    paragraph(document, "Dana Whitfield\nOwner")              # a line feed is a line break within the paragraph
    numbered(document, ["When did you remove the listing?"])  # each call starts again at 1
    bullets(document, ["Invoice 4471", "Removal order"])
    table(document, [["Question", "Your answer"], ["Since when?", ""]], widths=(60, 100), head=True)  # widths in millimetres
    data = save(document, About(title="Questions", author="Alder Creek Kitchen", day=date(2026, 11, 20)))

`opening.opened(data, name)` opens somebody's file within safe limits, `filling` fills a template's placeholders, `comments` puts comments
at words.
"""
