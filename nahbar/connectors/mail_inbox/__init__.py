"""The office's mailbox for letters that arrive by e-mail anyway: a Maildir that the operator's mail server fills."""
