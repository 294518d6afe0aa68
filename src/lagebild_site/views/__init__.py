"""Pages: what a request asks for and what it gets; no rule of visibility lives here."""
