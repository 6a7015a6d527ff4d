# The record.

record-title = Record
record-lead = Every entry, the newest first. An entry is never rewritten; a correction is a further entry. Times are those of { $zone }.
record-shared = Both of you see these
record-own = Only you see these
record-own-lead = Your own settings and sign-ins, drafts of a plan, and the bundles that you made. No page shows { $name } any of this, or that it grew. Whoever runs this server can read it.
record-bundles = Make a bundle for somebody
record-acts = What you can do with the record
record-empty = There is no entry yet.
record-someone = Someone
record-number = Recorded, no. { $number }
record-reason = Reason: { $reason }
record-proposal = Look at proposal { $number }
record-pages = Pages of the shared record
record-pages-own = Pages of your own record
record-newer = Newer
record-older = Older
record-head = { $n ->
    [one] 1 entry so far, short code { $code }
   *[other] { $n } entries so far, short code { $code }
}
record-compare = Read this number and this code to { $name }, on the telephone for instance. If the number is the same and the code is not, you are shown different records. If both are the same, that is a good sign and no proof: with some effort, whoever runs the server can make two records with one code. Receipts prove it.
record-head-more = Keep the receipts, or this state, somewhere else. Whoever has them can show later whether an entry up to here was changed or left out. This page does not make that check.

entry-founded = { $who } began the family { $family }.
entry-invited = { $who } made an invitation for { $name }.
entry-joined = { $who } joined.
entry-proposed = { $who } proposed: { $terms }.
entry-proposed-several = { $who } proposed { $n } changes:
entry-countered = { $who } proposed instead: { $terms }.
entry-countered-several = { $who } proposed { $n } other changes instead:
entry-accepted = { $who } accepted: { $terms }.
entry-accepted-alternative = { $who } accepted alternative { $number }: { $terms }.
entry-accepted-several = { $who } accepted { $n } changes:
entry-declined = { $who } declined: { $terms }.
entry-declined-several = { $who } declined { $n } changes:
entry-withdrawn = { $who } withdrew: { $terms }.
entry-withdrawn-several = { $who } withdrew { $n } changes:
entry-plan-proposed = { $who } proposed a plan: { $title }.
entry-plan-countered = { $who } proposed another plan instead: { $title }.
entry-plan-accepted = { $who } agreed to the plan: { $title }. It holds for both from { $day }.
entry-plan-declined = { $who } declined the plan: { $title }.
entry-plan-withdrawn = { $who } withdrew the plan: { $title }.
entry-plan-signed = { $who } signed the plan they proposed with a passkey: { $title }.
entry-opened = Your own record began.
entry-signed-in = You signed in with { $device }.
device = { $browser } on { $system }
entry-signed-in-plain = You signed in.
entry-signed-out = You signed out.
entry-language-en = You chose English.
entry-language-nl = You chose Dutch.
entry-restored = The server was set back to an older copy of this record. It had { $size } entries; the first { $kept } are still here. From here on it signs with another key. Receipts that you kept show what was lost.
entry-bundle = You made a bundle for { $recipient }: entries { $first } to { $last }.
entry-bundle-own = You made a bundle of your own record for { $recipient }: entries { $first } to { $last }.
entry-erased = The words of this entry were erased. That it was here stays provable.
entry-erased-by = The words of this entry were erased on { $at }. { $asked } asked for it, { $by } consented. That it was here stays provable.
entry-words-erased = { $n ->
    [one] { $who } consented: the words of 1 entry are erased, as { $asked } asked.
   *[other] { $who } consented: the words of { $n } entries are erased, as { $asked } asked.
}
entry-own-erased = { $n ->
    [one] You erased the words of 1 entry of your own record.
   *[other] You erased the words of { $n } entries of your own record.
}
entry-hold-set = { $who } put the record on hold: nothing is erased until that is lifted.
entry-hold-lifted = { $who } lifted the hold that { $name } had set.
entry-hold-lifted-own = { $who } lifted the hold.
entry-left = { $who } closed the account and takes no part any more.
entry-topic = { $who } opened the topic { $title }.
entry-said = { $who } wrote about { $title }.
entry-said-files = { $files ->
    [one] { $who } wrote about { $title } and sent a file.
   *[other] { $who } wrote about { $title } and sent { $files } files.
}
entry-of-clause = clause ‘{ $clause }’ of { $title }
entry-corrected = { $who } corrected an earlier message about { $title }.
entry-read = { $who } said to have read the messages about { $title } up to no. { $up }.
entry-care = { $who } recorded: { $said }
entry-call-parent = { $at }: { $parent } called { $children }.
entry-call-for = { $at }: { $caller } called { $parent } for { $children }.
entry-call-child = { $at }: { $n ->
    [one] { $children } called
   *[other] { $children } called
} { $parent }.
entry-call-siblings = { $at }: { $n ->
    [one] { $children } called a brother or sister.
   *[other] { $children } called each other.
}
entry-call-minutes = { $n ->
    [0] It lasted less than a minute.
    [one] It lasted 1 minute.
   *[other] It lasted { $n } minutes.
}
entry-call-missed = Nobody answered.
entry-call-declined = It did not suit just then.
entry-call-cancelled = The call was not held.
entry-call-ended = { $name } ended it.
entry-call-ended-tablet = It was ended on the tablet { $name }.
entry-call-supervisor = { $name } was there the whole time.
entry-tablet-paired = { $who } paired a tablet for { $children }: { $name }.
entry-tablet-ended = { $who } ended the tablet { $name }.
call-refused-children = Choose for which children this is, each once.
call-refused-noted = This call is on the record already.
call-refused-not-yours = A call is put on the record for the parent who was in it.
call-refused-to-come = A call is put on the record once it has begun.
call-refused-long-ago = A call is put on the record within { $hours } hours.
call-refused-long = A call lasts { $minutes } minutes at most.
call-refused-supervisor = Only somebody whom you two let in can be there for the children in a call.
call-refused-tablet-exists = This tablet is paired already. Pair it anew if it should be another one.
call-refused-no-tablet = There is no such tablet.
call-refused-tablet-ended = This tablet has ended already.
call-refused-tablets = { $limit } tablets are in use. End one that is no longer used.
entry-clauses-agreed = { $who } agrees with { $n ->
    [one] one clause
   *[other] { $n } clauses
} of the proposed plan: { $titles }.
entry-clauses-open = { $who } no longer agrees with { $n ->
    [one] one clause
   *[other] { $n } clauses
} of the proposed plan: { $titles }.
record-message = Read it there
entry-calm = You chose how messages and notices reach you.
entry-calls-more = You chose to be told when the children are free to be called.
entry-calls-as-it-is = You chose not to be told when the children are free to be called.
entry-feed-made = You made a calendar address: { $name }.
entry-feed-ended = You ended the calendar address { $name }.
entry-draft = You kept a draft of a plan: { $name }.
entry-draft-ended = You ended a draft of a plan.
entry-other = An entry of a kind that this page cannot put into words yet. It is kept in full.

search-title = Search and filter
search-words = Words
search-words-hint = Names, words that one of you wrote, or a date such as 2026-10-14. Accents and capitals do not matter.
search-who = Who
search-anyone = Either of you
search-topic = About
search-everything = Everything
search-from = From
search-until = Up to and including
search-tree = In which record?
search-tree-own = Your own, which only you see
search-go = Search
search-all = Show the whole record
search-found = { $n ->
    [0] No entry fits
    [one] 1 entry fits
   *[other] { $n } entries fit
}
search-none = Nothing here fits
search-none-try = No entry has all of what you asked for. Try fewer words, or leave the days open.
search-no-day = This is not a day. Write it like 2026-10-14.
search-day-before = The last day lies before the first day.
topic-swaps = Swaps
topic-plan = The plan
topic-decisions = Trips and decisions
topic-messages = Messages
topic-care = Handovers, care and calls
topic-people = Who takes part
topic-devices = Devices and sign-ins
topic-keeping = Erasing and keeping
topic-settings = Your settings
topic-bundles = Bundles made

what-title = What is this?
what-entries = Whatever one of you proposes, answers or agrees to becomes an entry here, with its author and its time. Each entry is sealed into one chain with all that came before.
what-mark = The mark at an entry says where it stands, who has signed that, and who vouches for its author.
what-receipts = A receipt is a small file that shows that an entry is on the record. With a receipt or a code that you kept, anybody can find out without us whether the record was changed afterwards; also if it was changed by whoever runs this server.
what-not = The record shows that something was written and not changed since. It does not show that it is true.

proof-on-record = On the record as number { $number } since { $at }. The time is the server’s word.
proof-signed = { $n ->
    [one] This server has signed a record of 1 entry, with this one in it. The short code of that is { $code }.
   *[other] This server has signed a record of { $n } entries, with this one in it. The short code of that is { $code }.
}
cosigned-device = { $n ->
    [one] A device of { $name } signed it too, when the record had 1 entry, on { $at } by the device’s clock.
   *[other] A device of { $name } signed it too, when the record had { $n } entries, on { $at } by the device’s clock.
}
cosigned-witness = { $n ->
    [one] The witness { $name } signed it too, when the record had 1 entry, on { $at } by its clock.
   *[other] The witness { $name } signed it too, when the record had { $n } entries, on { $at } by its clock.
}
cosigned-nobody = No device of either of you and no witness has signed it yet.
proof-erased = The receipt shows that the entry was here; its words are in no receipt any more.
vouched-server = That it is by { $name } is the word of this server: neither a device nor a passkey has signed it.
vouched-server-plain = Who wrote it is the word of this server: neither a device nor a passkey has signed it.
vouched-server-own = That it is yours is the word of this server: neither a device nor a passkey has signed it.
vouched-passkey = A passkey has signed the words that { $name } agreed to; this server verified that before it recorded it.
proof-offer-signed = { $name } signed the offered words with a passkey, by no. { $number }.
vouched-device = A device has signed that it is by { $name }.
vouched-device-plain = A device has signed it.
receipt-get = Receipt of no. { $number }
receipts-get = All receipts
receipts-what = One file with the receipt of each entry. The program parenthesis-verify reads it, without us and without a network.
state-get = Keep this state
state-what = A small text with the time: how many entries there are now, signed. It shows later whether one of them was changed, or another was put in afterwards under an earlier time.
receipts-title = All receipts
receipts-parts = Together the receipts are too large for one file. Here they are in { $n } files.
receipts-part = Receipts from no. { $number }
proof-bytes = The bytes behind it
proof-device = The browser called itself: { $device }
proof-leaf = The entry’s leaf
proof-commitment = Commitment to its words
proof-tree = { $n ->
    [one] It stands in a tree of 1 entry
   *[other] It stands in a tree of { $n } entries
}
proof-root = root
proof-promise = With these lines and an earlier root that you kept, it can be checked that this entry was not changed; this page does not make that check. It says nothing about whether the words are true.
