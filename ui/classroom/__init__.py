"""What a teacher needs: which parts of a page learners see, and links that say so."""
