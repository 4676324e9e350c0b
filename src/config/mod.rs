//! The configuration file and the folders.
