"""What the command `onego` does, by noun; `hall.command_line` says what may be asked."""
