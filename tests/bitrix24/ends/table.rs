//! The table itself: a line a fault, and a test of each at the desk and in the console.

use std::time::Duration;

use super::super::emulator::faults::Fault;
use super::super::emulator::refusal::SystemError;
use super::End::{Committed as C, NotBegun, Unknown};
use super::{Case, End, LATER, console, desk};

const N: End = NotBegun;
/// Nothing of it has come to the portal.
const U0: End = Unknown(0);
/// The second invoice has not.
const U3: End = Unknown(3);
const U4: End = Unknown(4);

macro_rules! table {
    ($($name:ident: $fault:expr, once $once:expr, always $always:expr;)+) => {
        /// Every fault.
        pub(super) const TABLE: &[Case] = &[
            $(Case { name: stringify!($name), fault: $fault, once: $once, always: $always },)+
        ];

        mod at_the_desk {
            use super::{case, desk};
            $(#[test] fn $name() {
                desk::live(case(stringify!($name)));
            })+
        }

        mod in_the_console {
            use super::{case, console};
            $(#[test] fn $name() {
                console::live(case(stringify!($name)));
            })+
        }
    };
}

fn case(name: &str) -> &'static Case {
    TABLE.iter().find(|case| case.name == name).expect("a line of the table")
}

const fn gateway(status: u16, effect: bool) -> Fault {
    Fault::Status { status, effect }
}

const fn system(error: SystemError) -> Fault {
    Fault::System(error)
}

// Where it falls:                                                          register, write, read-back
table! {
    refused: Fault::Refused(Duration::from_millis(300)),                       once [C, C, C], always [N, U0, U4];
    reset_before: Fault::Reset { effect: false },                              once [C, C, C], always [N, U0, U4];
    reset_after: Fault::Reset { effect: true },                                once [C, C, C], always [N, C, U4];
    silent_before: Fault::Hang { effect: false },                              once [C, C, C], always [N, U0, U4];
    silent_after: Fault::Hang { effect: true },                                once [C, C, C], always [N, C, U4];
    silent_and_done_later: Fault::Late(LATER),                                 once [C, C, C], always [N, C, U4];
    status_500_before: gateway(500, false),                                    once [C, C, C], always [N, U0, U4];
    status_500_after: gateway(500, true),                                      once [C, C, C], always [N, C, U4];
    status_502_before: gateway(502, false),                                    once [C, C, C], always [N, U0, U4];
    status_502_after: gateway(502, true),                                      once [C, C, C], always [N, C, U4];
    status_503_before: gateway(503, false),                                    once [C, C, C], always [N, U0, U4];
    status_503_after: gateway(503, true),                                      once [C, C, C], always [N, C, U4];
    status_504_before: gateway(504, false),                                    once [C, C, C], always [N, U0, U4];
    status_504_after: gateway(504, true),                                      once [C, C, C], always [N, C, U4];
    too_many: Fault::TooMany { retry_after: None },                            once [C, C, C], always [N, U0, U4];
    too_many_for_seconds: Fault::TooMany { retry_after: Some(2) },             once [C, C, C], always [N, U0, U4];
    wrong_body_before: Fault::Garbage { effect: false },                       once [C, C, C], always [N, U0, U4];
    wrong_body_after: Fault::Garbage { effect: true },                         once [C, C, C], always [N, C, U4];
    cut_body: Fault::Cut,                                                      once [C, C, C], always [N, C, U4];
    half_failed_batch: Fault::HalfBatch { effect: false },                     once [C, C, C], always [N, U0, U4];
    half_failed_batch_that_is_done: Fault::HalfBatch { effect: true },         once [C, C, C], always [N, C, U4];
    half_batch_then_reset: Fault::PartThenReset,                               once [C, C, C], always [N, U3, U4];
    half_batch_answered: Fault::ShortBatch,                                    once [C, C, C], always [N, U3, U4];
    system_internal: system(SystemError::Internal),                            once [C, C, C], always [N, U0, U4];
    system_unexpected_answer: system(SystemError::UnexpectedAnswer),           once [C, C, C], always [N, U0, U4];
    system_query_limit: system(SystemError::QueryLimit),                       once [C, C, C], always [N, U0, U4];
    system_operation_time: system(SystemError::OperationTime),                 once [C, C, C], always [N, U0, U4];
    // A person has to act first: nothing is tried again by itself.
    system_batch_method: system(SystemError::BatchMethod),                     once [N, U0, U4], always [N, U0, U4];
    system_batch_length: system(SystemError::BatchLength),                     once [N, U0, U4], always [N, U0, U4];
    system_no_auth: system(SystemError::NoAuth),                               once [N, U0, U4], always [N, U0, U4];
    system_https_required: system(SystemError::HttpsRequired),                 once [N, U0, U4], always [N, U0, U4];
    system_overload: system(SystemError::Overload),                            once [N, U0, U4], always [N, U0, U4];
    system_plan: system(SystemError::Plan),                                    once [N, U0, U4], always [N, U0, U4];
    system_credentials: system(SystemError::Credentials),                      once [N, U0, U4], always [N, U0, U4];
    system_scope: system(SystemError::Scope),                                  once [N, U0, U4], always [N, U0, U4];
    system_expired_token: system(SystemError::ExpiredToken),                   once [N, U0, U4], always [N, U0, U4];
    system_user_access: system(SystemError::UserAccess),                       once [N, U0, U4], always [N, U0, U4];
    system_portal_deleted: system(SystemError::PortalDeleted),                 once [N, U0, U4], always [N, U0, U4];
}
