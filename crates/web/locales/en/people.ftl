# People whom the parents let in, their own pages, and the families of one person.

menu-people = People you let in
menu-families = Families
tab-home = Home

role-parent = parent
role-grandparent = grandparent
role-partner = partner of a parent
role-sitter = sitter
role-relative = close to the children
role-lawyer = lawyer
role-mediator = mediator
role-therapist = therapist
role-guardian = guardian
role-supervisor = supervisor of visits
role-child = child

people-title = People you let in
people-lead = Who else may see something of this family, what, and until when.
people-both = Let in by both of you
people-both-lead = You and { $name } both agree before anybody is let in here. Either of you can end it at once.
people-own = Your own lawyer, mediator or therapist
people-own-lead = You let these people in alone. They see what you both see, as the grant says, and nothing private of { $name }. No page shows { $name } that they are let in.
people-nobody = Nobody.
people-propose = Propose to let somebody in
people-let-in-own = Let your own professional in
people-invited = Has not come yet. Make a link and send it.
people-in = Has an account here since { $at }.
people-over = The last day has passed.
people-ended = Ended on { $at }.
people-link = Make a link for { $name }
people-link-title = The link for { $name }
people-end = End it for { $name }
people-end-after = { $name } sees nothing from that moment on. You do not need { $other } for this, and { $other } sees on the record that you ended it.
people-end-after-own = { $name } sees nothing from that moment on.
people-end-now = End it now
people-again = Let { $name } in again

let-in-title = Let somebody in
let-in-lead = You propose it, and nothing happens until { $name } agrees.
let-in-own-title = Let your own professional in
let-in-own-lead = It holds at once. { $name } is not asked and not told.
let-in-not-sent = Nothing was sent
let-in-name = Name
let-in-role = As what?
let-in-choose = Choose
let-in-child = { $name }, with an account of the child
let-in-child-hint = A child with an account sees the own days, whatever you choose here.
let-in-sees = What may this person see?
let-in-sees-calendar = The calendar: who has the children when
let-in-sees-plan = The plan, all of it
let-in-sees-record = The record that you both see
let-in-children = Whose days?
let-in-record-from = The record from this day on
let-in-record-hint = Only for the record. Entries from before are not shown. Empty means from today on.
let-in-from-day = From
let-in-until-day = Up to and including
let-in-until-hint = A professional needs a last day, at most two years away. For others you may leave it empty.
let-in-until-own-hint = At most two years away. You can let the person in again.
let-in-reason = Why?
let-in-reason-hint = You may leave this empty. { $name } reads it, and it stays on the record.
let-in-send = Send to { $name }
let-in-own-send = Let in now
let-in-no-name = Type a name.
let-in-no-role = Choose as what.
let-in-too-long = This has { $found } characters; at most { $limit } fit.
let-in-control = This contains a character that cannot be shown.

let-in-terms = Let in { $name } ({ $role })
let-in-whole = { $terms }: { $sees }. { $days }
let-in-from = From { $from }, without an end.
let-in-from-until = From { $from } up to and including { $until }.
let-in-noted = Each page that this person opens is an entry on the record that you both see.
let-in-means = Either of you can end this at once, without the other.
accept-let-in-after = After that, a link can be made with which this person comes. Either of you can end it at once.
sees-calendar = the calendar of { $children }
sees-plan = the plan
sees-record = the record from { $from } on
sees-record-until = the record from { $from } up to and including { $until }

looked-calendar = the calendar from { $from } up to and including { $until }
looked-plan = the plan
looked-record = the entries { $first } to { $last } of the record
looked-record-none = a page of the record without entries

entry-let-in = { $name } ({ $role }) is let in: { $sees }.
entry-guest-joined = { $name }, who was let in, has come.
entry-guest-ended = { $who } ended it: { $name } is let in no more.
entry-guest-over = { $name } is let in no more.
entry-looked = { $name } was shown { $what }.

bundle-kind-propose-let-in = Proposal to let somebody in
bundle-kind-let-in = Somebody was let in
bundle-kind-guest-joined = Who was let in has come
bundle-kind-guest-ended = Somebody is let in no more
bundle-kind-looked = A professional was shown something

refusal-let-in-nothing = Choose what this person may see.
refusal-let-in-no-child = Choose whose days the calendar shows.
refusal-let-in-past = The last day, { $until }, has passed. Choose a day that is still to come.
refusal-let-in-end = Say until when a professional is let in, at most { $days } days. You can let them in again.
refusal-let-in-many = { $limit } people are let in. End what is no longer needed first.
refusal-let-in-other = This person is let in as somebody else already. Let them in anew.
refusal-let-in-child = { $name } has an account already.
refusal-let-in-child-sees = A child sees the own calendar, and nothing else.
refusal-let-in-both = You can let in only your own lawyer, mediator or therapist alone. Propose it to the other parent.
refusal-let-in-nobody = There is nobody of that name among those who were let in.
refusal-let-in-ended = This has ended already.

guest-title = Hello { $name }
guest-by-both = { $a } and { $b } let you in.
guest-by-one = { $name } let you in.
guest-as = As what: { $role }.
guest-open = What you may see
guest-noted = Each page that you open is noted on the record of whoever let you in: what it was, and when.
guest-not-yet = It is open to you from { $from } on.
guest-over = The last day has passed, so nothing is open to you now. Ask whoever let you in if you need more time.
guest-ended = This was ended on { $at }. Nothing is open to you now.
guest-no-plan = There is no plan yet
guest-no-plan-why = As soon as both parents have agreed on one, it stands here.
guest-record-lead = The entries that you may see, the newest first. Times are those of { $zone }.
guest-record-empty = No entry lies in these days.

join-noted-both = As a professional, each page that you open is an entry on the record that both parents see.
join-noted-one = As a professional, each page that you open is an entry on the record of { $name }. The other parent does not see it.
join-guest-mail-hint = With this you sign in. Nobody else sees it on a page.
join-signed-in = You are signed in here with an account of your own. You can take this with it: then you go from one family to the other with one sign-in. Nothing of one shows in the other.
join-with-account = Go on with my account
join-or-new = Or with a new account
join-here-already = The account that is signed in here takes part in this family already. For somebody else, sign out first.

families-title = Families
families-lead = One sign-in, each family for itself: nothing of one shows in another.
families-here = You are here now.
families-go = Go to { $family }
families-more = You come into another family with the link of an invitation. Open it while you are signed in.

# Answering one offer by a link, without an account.

link-title = Send { $other } a link to answer with
link-lead = { $other } has no account here yet. With this link, { $other } can read and answer this one proposal, and sees nothing else.
link-address = The e-mail address of { $other }
link-address-hint = It stands on the record with the answer, so that both of you know where the link was sent.
link-bad-address = This is not an e-mail address. One looks like name@example.org.
link-make = Make the link
link-until = It works until { $until }, or until the proposal is answered, changed or taken back.
link-send = Send it to { $address } yourself. Whoever has it can answer as { $other }.
answer-page-title = A question for you
answer-title = { $asked }, { $asker } asks you something
answer-read-plan = Read the whole plan
answer-back = Back to the question
answer-agree = Agree
answer-agree-sure = Agree to this?
answer-agree-after = After that, it holds for both of you, and { $asker } sees that you agreed.
answer-why = Why not?
answer-why-hint = You may leave this empty. { $asker } reads it, and it stays on the record.
answer-decline-link = Decline
answer-newer = There is a newer offer since this link was made. Ask for another link.
answer-no-account = You need no account for this. Your answer is recorded with the address to which this link was sent. If it was not meant for you, do not answer, and tell { $asker }.
answer-gone = This link no longer works
answer-gone-why = It may be too old, or you have an account by now. If you have one, sign in: the question stands there.
answer-by-link = The answer came by a link that was made for { $address }, without an account.
