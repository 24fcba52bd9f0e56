"""What happened: companies, applications, interviews, contacts, messages and their history."""
