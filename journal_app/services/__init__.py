"""What the screens and the command line ask of the journal: functions of a Transaction."""
