"""Rules: an SQL expression over named facts, read for one person, for a nation, and as a sentence. Pure.

`expression` checks the text · `answer` compiles it to Python · `ask` names the facts that are missing · `sql`
compiles it for DuckDB or Spark · `words` says it · `benefit` reads a benefit's page · `check` proves it.
"""
