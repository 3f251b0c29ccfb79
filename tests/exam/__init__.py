"""The exam: conversations in YAML, judged by kind of reply, facts used and words said."""
