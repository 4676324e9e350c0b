//! One of the two files is gone, and there is no backup: the way out that is told leads out.

use crate::judge::{complaint_at_the_end, complaint_of_a_new_session};
use crate::media::Disk;
use crate::script::{Disks, Place, Told, words};

/// What both disks hold before the work and after it.
async fn worked(place: &Place) -> ([Vec<u8>; 2], [Vec<u8>; 2]) {
    let before = place.lay();
    let [session, crm] = before.clone().map(Disk::holding);
    let disks = Disks { session, crm };
    place.work(&disks, &mut Told::default()).await.expect("nothing fails");
    (before, disks.bytes())
}

#[tokio::test]
async fn a_session_that_is_gone_is_known_again_by_what_the_crm_holds() {
    let place = Place::new();
    let ([session, _], [_, crm]) = worked(&place).await;
    let disks = Disks { session: Disk::holding(session), crm: Disk::holding(crm) };
    assert_eq!(place.finish(&disks).await.map_err(|message| words(&message)), Ok(()));
    assert_eq!(complaint_of_a_new_session(disks.bytes()).await, None);
}

#[tokio::test]
async fn what_a_crm_lost_is_taken_back_and_goes_anew_once() {
    let place = Place::new();
    let ([_, crm], [session, _]) = worked(&place).await;
    let disks = Disks { session: Disk::holding(session), crm: Disk::holding(crm) };
    assert_eq!(place.commit_anew(&disks).await.map_err(|message| words(&message)), Ok(()));
    assert_eq!(complaint_at_the_end(disks.bytes()).await, None);
}
