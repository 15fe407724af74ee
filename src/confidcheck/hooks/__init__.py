"""Git hooks: what is about to be committed is checked, drafts and the commit's own message."""
