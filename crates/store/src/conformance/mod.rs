//! The suite that every backend runs, unchanged. Each function takes a store that is empty
//! and returns an error, or panics with a sentence, if the store does not keep the seam's
//! promises. Touches only the store that it is given.
//!
//! A backend's tests say how to open an empty store, and get one test for each promise:
//!
//! ```text
//! async fn open() -> (Guard, Arc<MyStore>) { … }   // Guard keeps the store's place alive
//! store::conformance!(open);
//! ```

mod access;
mod attachments;
mod erasure;
mod families;
mod log;
mod mail;
mod reader_ends;
mod readers;
mod sample;
mod sessions;
mod witnesses;

pub use access::*;
pub use attachments::*;
pub use erasure::*;
pub use families::*;
pub use log::*;
pub use mail::*;
pub use reader_ends::*;
pub use readers::*;
pub use sample::{append_of, batch_of, checkpoint_of, entry_of, hash_of, parts_of, tree_of};
pub use sessions::*;
pub use witnesses::*;

/// Makes one test for each promise of the seam. Takes the name of an async function that
/// returns a guard and an empty store in an `Arc`.
#[macro_export]
macro_rules! conformance {
    ($open:path) => {
        $crate::conformance! { @each $open:
            // The record.
            entries_come_back_as_they_were
            pages_of_entries_join
            each_append_moves_the_head
            stale_appends_write_nothing
            stale_never_loses_an_update
            a_repeated_command_adds_nothing
            a_command_sent_sixteen_times_at_once_adds_one_entry
            a_command_counts_within_its_scope
            several_trees_stand_or_fall_together
            malformed_batches_are_turned_away
            the_largest_batch_is_taken
            // Attachments.
            attachments_are_read_singly
            attachments_are_listed_in_pages
            attachments_stand_or_fall_with_their_entry
            malformed_attachments_are_turned_away
            the_largest_attachments_are_taken
            erased_attachments_are_gone
            a_closed_tree_keeps_no_attachment
            large_and_small_writes_go_side_by_side
            // Erasure.
            erased_bodies_are_gone
            an_erasure_stands_or_falls_with_its_entry
            erasures_of_unknown_places_are_turned_away
            what_was_just_written_can_be_erased
            a_closed_tree_keeps_its_leaves_only
            a_removed_account_leaves_nothing
            a_closed_place_can_be_taken_again
            one_membership_can_go
            // Witnesses, keys and lists.
            cosignatures_are_kept_once
            a_handover_changes_the_key_at_one_size
            keys_are_replaced_all_together
            lists_come_in_pages
            // Families.
            founding_is_atomic
            an_invitation_is_used_once
            an_invitation_ends
            rows_stand_or_fall_together
            rows_refer_to_what_exists
            a_conflict_leaves_others_alone
            a_person_may_be_in_several_families
            the_instance_has_a_name
            // Accounts and sessions.
            accounts_are_found_by_address
            an_address_has_one_account
            an_address_is_changed
            sessions_are_listed_and_revoked
            touching_never_goes_back
            purging_removes_what_is_over
            long_fields_are_turned_away
            // With what people sign in.
            passkeys_belong_to_one_account
            each_step_of_an_authenticator_counts_once
            recovery_codes_work_once_and_are_replaced_together
            one_way_back_in_waits
            secrets_are_resealed_all_together
            an_account_goes_with_all_it_signs_in_with
            // Mail and alerts.
            letters_are_listed_before_notices
            mail_waits_its_turn_and_each_try_counts_once
            sign_ins_are_told_until_seen
            mail_and_alerts_are_resealed
            mail_goes_with_its_account
            // Readers.
            what_was_shown_never_becomes_less
            the_lowest_of_too_many_topics_are_forgotten
            of_two_that_tell_one_is_turned_away
            an_address_of_a_calendar_shows_until_it_ends
            a_member_has_so_many_addresses_of_calendars
            a_tablet_opens_until_it_ends
            a_family_has_so_many_tablets
            a_browser_is_told_until_it_ends
            an_account_has_so_many_browsers
            a_browser_goes_with_its_session
            what_readers_have_goes_with_their_place
            what_readers_have_goes_with_its_tree
            what_readers_have_is_resealed
        }
    };
    (@each $open:path: $($name:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() -> Result<(), $crate::Fault> {
            let (guard, store) = $open().await;
            $crate::conformance::$name(store).await?;
            drop(guard);
            Ok(())
        }
    )*};
}
