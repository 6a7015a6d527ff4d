//! For a store around another one, which looks at some calls and passes all on.

/// Calls that go to the field `store`, each through the method `call`.
macro_rules! pass_on {
    ($($name:ident($($arg:ident: $kind:ty),*) -> $answer:ty;)*) => {
        $(async fn $name(&self, $($arg: $kind),*) -> Result<$answer, store::Fault> {
            self.call(self.store.$name($($arg),*)).await
        })*
    };
}

/// As `pass_on!`, of all calls but `append`, `write` and `load`.
macro_rules! pass_on_the_rest {
    () => {
        $crate::pass_on::pass_on! {
            rewrap(keys: Vec<store::Rewrap>, secrets: Vec<store::Reseal>) -> store::Written;
            attachment(tree: &store::TreeId, sequence: u64, index: u32) -> Option<store::SealedPart>;
            attachments(tree: &store::TreeId, after: Option<(u64, u32)>) -> Vec<store::AttachmentFacts>;
            head(tree: &store::TreeId) -> Option<store::Head>;
            hashes(tree: &store::TreeId, indexes: &[u64]) -> Vec<[u8; 32]>;
            trees(after: Option<&store::TreeId>) -> Vec<(store::TreeId, store::Head)>;
            cosignatures(tree: &store::TreeId, from: u64, to: u64) -> Vec<store::Cosignature>;
            newest_cosigned(tree: &store::TreeId) -> Vec<store::Cosignature>;
            handovers(tree: &store::TreeId) -> Vec<store::PastHandover>;
            instance() -> Option<String>;
            family(id: &store::FamilyId) -> Option<store::Family>;
            families(after: Option<&store::FamilyId>) -> Vec<store::Family>;
            private_trees(after: Option<(&store::FamilyId, &store::MemberId)>) -> Vec<store::PrivateTree>;
            private_tree(family: &store::FamilyId, member: &store::MemberId) -> Option<store::PrivateTree>;
            account(id: &store::AccountId) -> Option<store::Account>;
            account_by_email(email: &store::Email) -> Option<store::Account>;
            memberships(account: &store::AccountId) -> Vec<store::Membership>;
            family_memberships(family: &store::FamilyId) -> Vec<store::Membership>;
            invitation(token: &store::TokenHash) -> Option<store::Invitation>;
            invitations(family: &store::FamilyId) -> Vec<store::Invitation>;
            session(token: &store::TokenHash) -> Option<store::Session>;
            sessions(account: &store::AccountId) -> Vec<store::Session>;
            secrets(after: Option<&store::SecretOf>) -> Vec<(store::SecretOf, Vec<u8>)>;
            passkey(id: &[u8]) -> Option<store::Passkey>;
            passkeys(account: &store::AccountId) -> Vec<store::Passkey>;
            authenticator(account: &store::AccountId) -> Option<store::Authenticator>;
            recovery_codes(account: &store::AccountId) -> Vec<store::RecoveryCode>;
            recovery(account: &store::AccountId) -> Option<store::Recovery>;
            recovery_by_token(token: &store::TokenHash) -> Option<store::Recovery>;
            recovery_pause(account: &store::AccountId) -> Option<store::UnixMillis>;
            mails() -> Vec<store::Mail>;
            alerts_to(account: &store::AccountId) -> Option<Vec<u8>>;
            new_sign_ins(account: &store::AccountId) -> Vec<store::NewSignIn>;
            shown(family: &store::FamilyId, member: &store::MemberId) -> Vec<(store::TopicMark, u64)>;
            notified(family: &store::FamilyId, member: &store::MemberId) -> Option<store::Notified>;
            feed(token: &store::TokenHash) -> Option<store::Feed>;
            feeds(family: &store::FamilyId, member: &store::MemberId) -> Vec<store::Feed>;
            tablet(token: &store::TokenHash) -> Option<store::Tablet>;
            tablets(family: &store::FamilyId) -> Vec<store::Tablet>;
            pushes(account: &store::AccountId) -> Vec<store::Push>;
        }
    };
}

pub(crate) use {pass_on, pass_on_the_rest};
