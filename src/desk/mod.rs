//! What both skins sit at: the state folder with its lock, the store, the CRM, the session, import.
