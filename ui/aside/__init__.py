"""What stands beside a lesson and is no part of it: the glossary, formulas, tables of numbers, the code that is shown."""
