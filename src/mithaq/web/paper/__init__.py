"""A dossier on paper: what stands on it (content), how it is set (sheet.typ), and the PDF (pdf)."""
