//! The protocol against a scripted CRM.
