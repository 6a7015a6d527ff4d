# The door: signing in, joining, inviting, leaving.

door-title = Sign in
door-motto = Two homes, one childhood.
door-mail = E-mail address
door-pass = Password
door-sign-in = Sign in
door-not-in = You are not signed in yet
door-refused = This address and password do not fit together.
door-refused-more = Check both and try again.
door-waits = There were too many attempts.
door-waits-more = Wait a few minutes, then try again. Nothing was changed.
door-ended = Your session has ended. Sign in to go on.
door-signed-out = You are signed out.
door-phone = Someone else can use my phone
door-phone-more = Then sign in on a device that only you use, and sign out in the menu when you are done. The other parent is not told when you sign in.
door-host = What whoever runs this server can see

host-sees = Whoever runs this server can see all that is stored on it: the plan, the proposals and their reasons, the record, your e-mail address and when you sign in. No software can hide this from them.
host-password = Your password is not stored, only a value to check it with. But whoever runs the server also runs the program that receives it, so choose one that you use nowhere else.
host-record = The record is built so that whoever kept an earlier size and root of it can find out, from a copy, whether something before was changed. That shows that it is unchanged, not that it is true.

join-page-title = Invitation
join-title = { $invited }, { $inviter } invites you
join-lead = To a place where you both see the plan, the calendar and what you agreed.
join-before = Before you join
join-other-head = What { $inviter } sees
join-other = What either of you puts on the shared record: proposals, reasons, answers and that you joined. The pages do not show { $inviter } your e-mail address, your settings or when you sign in. Whoever runs this server can find those too: see below.
join-host-head = What whoever runs this server sees
join-host-who = Ask who that is. It may be { $inviter }.
join-mail-hint = One of your own, that nobody else reads.
join-pass = Choose a password
join-pass-hint = At least { $least } characters, of any kind. A few words that only you would put together are easy to remember.
join-again = The same password once more
join-send = Join as { $invited }
join-until = This link works until { $until }, and once.
join-error-title = You have not joined yet
join-gone = This invitation does not work any more
join-gone-why = A link works for a while, and once. A newer link replaces an older one.
join-gone-then = Ask for a new one. If you have joined already, sign in.

invite-page-title = Invitation
invite-title = Invite { $other }
invite-what = You make a link and send it to { $other } yourself. { $other } then chooses an own e-mail address and password. Until then, what you propose waits for { $other }.
invite-make = Make the link
invite-link = The link for { $other }
invite-once = Copy it now. It is shown this once.
invite-until = It works until { $until }, and once.
invite-send = Send it in a way that only { $other } reads. Whoever opens it first can join as { $other }.
invite-waiting = You made a link on { $since }. { $other } has not joined yet.
invite-again = The link is not kept here. If it is lost, make a new one; the older link then stops working.
invite-make-again = Make a new link
invite-joined = { $other } takes part. No invitation is needed any more.
invite-left = { $other } closed the account on { $since }. What stands on the record stays. You can offer the place again.
invite-back = Back to Today

away-title = Nothing is open here
away-more = You can close this page.

door-attention = { $n ->
    [one] One thing needs your attention. Passwords are not kept: type them again.
   *[other] { $n } things need your attention. Passwords are not kept: type them again.
}
door-wrong-no-mail = Type your e-mail address.
door-wrong-mail = This is not an e-mail address. Write it as name@example.org.
door-wrong-taken = Someone signs in with this address already. Use another one.
door-wrong-no-pass = Type your password.
door-wrong-short = This has { $found } characters. Use at least { $least }.
door-wrong-long = Use at most { $most } characters.
door-wrong-guessable = This would be guessed soon by somebody who knows you. Use four or five words that have nothing to do with each other or with your family.
door-wrong-again = This is not the same as above. Type both once more.
door-closed = Your account here is closed. What only you could see is erased.
