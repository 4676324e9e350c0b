//! Keeping the memory of this process, and a secret in it, out of core dumps. No secret is known
//! here.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// From now on this process leaves no core dump: neither a file, nor one that the system hands to
/// a program of its own, for which the limit alone does not count (core(5)). It cannot be undone
/// by the process itself, and what it has started before is not touched.
///
/// A system that refuses has said no to less rights, not to more; there is nothing to be done
/// about it, and a secret is then as safe as the machine's own settings make it.
pub fn forbid() {
    let maximum = getrlimit(Resource::Core).maximum;
    let _refused = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum });
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::secret::Webhook;
    use super::*;

    #[test]
    fn whoever_holds_a_webhook_leaves_no_core_dump() {
        let maximum = getrlimit(Resource::Core).maximum;
        setrlimit(Resource::Core, Rlimit { current: maximum, maximum }).expect("the limit may rise to its maximum");
        Webhook::parse("https://stroy.bitrix24.ru/rest/1/abc/", Path::new("webhook")).expect("a webhook");
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        #[cfg(target_os = "linux")]
        assert_eq!(
            rustix::process::dumpable_behavior().expect("Linux tells"),
            rustix::process::DumpableBehavior::NotDumpable
        );
    }
}
