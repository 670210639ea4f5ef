"""What benefits do: all writes of the chapter, a file a subject."""
