"""A visit's answers as a page to hand in: PDF for printing, Markdown for going on with. Nothing is sent anywhere."""
