# The record.

record-title = Record
record-lead = Every entry, the newest first. An entry is never rewritten; a correction is a further entry. Times are those of { $zone }.
record-shared = Both of you see these
record-own = Only you see these
record-own-lead = Your own settings and sign-ins. No page shows { $name } any of this, or that it grew. Whoever runs this server can read it.
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
    [one] 1 entry so far
   *[other] { $n } entries so far
}
record-head-more = Keep this number and this root somewhere else. Whoever has them can check a copy of the record later, and find whether an entry up to here was changed. This page does not make that check.

entry-founded = { $who } began the family { $family }.
entry-invited = { $who } made an invitation for { $name }.
entry-joined = { $who } joined.
entry-proposed = { $who } proposed: { $terms }.
entry-proposed-several = { $who } proposed { $n } changes:
entry-countered = { $who } proposed instead: { $terms }.
entry-countered-several = { $who } proposed { $n } other changes instead:
entry-accepted = { $who } accepted: { $terms }.
entry-accepted-several = { $who } accepted { $n } changes:
entry-declined = { $who } declined: { $terms }.
entry-declined-several = { $who } declined { $n } changes:
entry-withdrawn = { $who } withdrew: { $terms }.
entry-withdrawn-several = { $who } withdrew { $n } changes:
entry-plan-proposed = { $who } proposed a plan: { $title }.
entry-plan-countered = { $who } proposed another plan instead: { $title }.
entry-plan-accepted = { $who } agreed to the plan: { $title }. It holds for both from now on.
entry-plan-declined = { $who } declined the plan: { $title }.
entry-plan-withdrawn = { $who } withdrew the plan: { $title }.
entry-opened = Your own record began.
entry-signed-in = You signed in with { $device }.
device = { $browser } on { $system }
entry-signed-in-plain = You signed in.
entry-signed-out = You signed out.
entry-language-en = You chose English.
entry-language-nl = You chose Dutch.
entry-restored = The server was set back to an older copy of this record. It had { $size } entries; the first { $kept } are still here. From here on it signs with another key. Receipts that you kept show what was lost.
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
entry-left = { $who } closed the account and takes no part any more.
entry-other = An entry of a kind that this page cannot put into words yet. It is kept in full.

proof-title = No. { $number } in the tree
proof-recorded-as = Recorded by the server as { $name }’s,
proof-recorded = Recorded by the server,
proof-device = The browser called itself: { $device }
proof-leaf = The entry’s leaf
proof-commitment = Commitment to its words
proof-tree = { $n ->
    [one] It stands in a tree of 1 entry
   *[other] It stands in a tree of { $n } entries
}
proof-root = root
proof-promise = With these lines and an earlier root that you kept, it can be checked that this entry was not changed; this page does not make that check. It says nothing about whether the words are true. The time is the server’s word.
