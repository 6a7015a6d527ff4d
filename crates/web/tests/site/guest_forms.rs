//! Forms of somebody whom the parents let in: only from our own pages, only with their token
//! (SAFETY: W2).

use crate::common::{World, addresses};
use crate::forms::refused;
use crate::roles::{WHOLE_RECORD, grant, let_in, own_lawyer};
use axum::http::StatusCode;
use family::{GuestRole, Professional, Relative, Subject};
use web::Verb;

/// W2: nothing is taken from a guest's browser that another site sends, or that lacks the token;
/// whether it would be for a guest is not even looked at.
#[tokio::test]
async fn nothing_is_taken_of_a_guest_from_elsewhere_or_without_the_token() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let relative = GuestRole::Relative(Relative::Grandparent);
    let mediator = GuestRole::Professional(Professional::Mediator);
    let child = GuestRole::Child("noor".parse().unwrap());
    let days = [Subject::Calendar];
    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let (_, truus) = let_in(&world, &family, grant(&world, "Truus", relative, &days)).await;
    let (_, ada) = let_in(&world, &family, grant(&world, "Ada", mediator, &all)).await;
    let (_, noor) = let_in(&world, &family, grant(&world, "Noor", child, &days)).await;
    let (_, lawyer) = own_lawyer(&world, &family).await;
    let another = world.signed_in(&family.emails[1]).await.token().await;
    let before = world.head(&family.mara).await;
    for email in [truus, ada, noor, lawyer] {
        let mut guest = world.signed_in(&email).await;
        let mut asked = Vec::new();
        for (verb, path, _) in addresses(&id) {
            // Leaving has a test of its own.
            if verb == Verb::Post && path != "/leave" {
                refused(&mut guest, &path, &another).await;
                asked.push(path);
            }
        }
        for own in ["/access/leave", "/access/sessions/end", "/families"] {
            assert!(asked.iter().any(|path| path == own), "{own}");
        }
        let home = guest.get("/today").await;
        assert_eq!(home.status, StatusCode::OK, "{email} is signed in still");
        assert!(world.has_account(&email).await, "{email}");
    }
    assert_eq!(world.head(&family.mara).await, before);
}
