"""Tests that an auditor runs for fraud: event tables, one SQL file a test, and what each one found."""
