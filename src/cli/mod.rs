//! The headless commands, one file each: printing and exit status.
