# Bundles of the record.

bundle-title = Make a bundle
bundle-lead = A part of the record as a file for somebody else: to read as PDF, and as data that anybody can check.
bundle-error-title = Not made yet
bundle-waiting = You have a bundle here already.
bundle-waiting-link = Look at it
bundle-recipient = For whom is it?
bundle-recipient-hint = The name stands on every page and in the signed data.
bundle-preset = Made up as
bundle-preset-hint = How exhibits are called and whether a list of them stands in front. What it is worth, its reader decides.
bundle-language = Language of the bundle
bundle-span = Which part of the record?
bundle-span-all = All of it
bundle-span-days = From one day to another
bundle-span-entries = From one entry to another
bundle-newest = The newest entry that you both see is number { $number }.
bundle-newest-own = The newest entry of your own record is number { $number }.
bundle-from-day = First day
bundle-until-day = Last day
bundle-first = First number
bundle-last = Last number
bundle-record = Which record?
bundle-record-shared = The one that you both see
bundle-record-own = Your own: settings, sign-ins, drafts of a plan and the bundles that you made, which { $name } cannot see
bundle-topics = Of the record that you both see, show
bundle-own-topics = Of your own record, show
bundle-topic-settings = Settings
bundle-people = Written by
bundle-files = Files that went with them
bundle-files-with = They go along
bundle-files-without = They stay out
bundle-files-hint = Words and files together may take 16 MB. Without files, the record still shows that each was there and what it commits to, and the bundle says how many were left out.
bundle-complete = Every entry of the part goes along, so that nothing can be missing. What is not shown goes along without its words: only a line from which they cannot be found. Entries about devices that sign, and about erasing, are always shown, since a check needs them.
bundle-numbers = Numbers of exhibits and pages
bundle-numbering = Exhibits
bundle-numbering-each = Each entry is an exhibit
bundle-numbering-whole = The whole bundle is one exhibit, with its entries as parts
bundle-numbering-none = No exhibit numbers
bundle-word = Word for an exhibit
bundle-word-hint = Empty: the usual word.
bundle-start = Number of the first exhibit
bundle-start-hint = 1, unless others came before.
bundle-prefix = Prefix of page numbers
bundle-prefix-hint = For a running number on each page (Bates). Empty: none.
bundle-page = Number of the first page
bundle-page-hint = Empty: 1, if there is a prefix.
bundle-preview = Look at it first
bundle-back = To the record
bundle-history = Bundles made before
bundle-history-lead = Only you see this list. The files themselves are not kept.
bundle-history-empty = You have not made one yet.
bundle-hash = The file’s SHA-256
bundle-what = { $shown ->
    [one] Entries { $first } to { $last }, 1 of them shown; { $size } kB
   *[other] Entries { $first } to { $last }, { $shown } of them shown; { $size } kB
}

bundle-what-own = { $shown ->
    [one] Entries { $first } to { $last } of your own record, 1 of them shown; { $size } kB
   *[other] Entries { $first } to { $last } of your own record, { $shown } of them shown; { $size } kB
}

# Errors
bundle-wrong-recipient = Give the name of whoever it is for.
bundle-wrong-recipient-long = Give a name of at most 200 characters, on one line.
bundle-wrong-recipient-hidden = There is a character in this name that cannot be seen, for instance one that turns the direction of the text. Type the name anew, without copying it.
bundle-wrong-topic = Tick at least one kind of entry.
bundle-wrong-person = Tick at least one person.
bundle-wrong-day = Give a day.
bundle-wrong-number = Give the number of an entry, such as 12.
bundle-wrong-order = The end lies before the beginning.
bundle-wrong-span = You filled in days or numbers, but chose all of it. Choose one of the two.
bundle-wrong-at = { $label }: { $said }
bundle-wrong-start = Give a whole number from 1 to 999,999,999.
bundle-wrong-word = At most 40 characters.
bundle-wrong-nothing = No entry lies in this part of the record. Choose another part.
bundle-wrong-long = This part has more than 50,000 entries. Choose a shorter one and make several bundles.
bundle-wrong-large = The words that would be shown take more than 16 MB. Choose a shorter part and make several bundles.
bundle-wrong-files = With their files, these entries take { $size }; 16 MB fit. Choose a shorter part and make several bundles, or leave the files out: the record then shows what each commits to, and the bundle says how many were left out.

# Before it is made
bundle-preview-title = This will go along
bundle-preview-lead = Nothing is made yet.
bundle-for = For { $name }
bundle-range = Entries { $first } to { $last }, from { $from } to { $until }.
bundle-shown = { $n ->
    [one] 1 entry is shown in full.
   *[other] { $n } entries are shown in full.
}
bundle-files-along = { $n ->
    [one] 1 file goes along ({ $size }).
   *[other] { $n } files go along ({ $size }).
}
bundle-files-out = { $n ->
    [one] 1 file ({ $size }) stays out, as you chose. The bundle says so.
   *[other] { $n } files ({ $size }) stay out, as you chose. The bundle says so.
}
bundle-pages = The PDF will have about { $n } pages.
bundle-volumes = It comes in about { $n } volumes.
bundle-erased = { $n ->
    [one] 1 entry was erased: it is listed with the day and by whom.
   *[other] { $n } entries were erased: they are listed with the day and by whom.
}
bundle-kept = { $n ->
    [one] 1 entry goes along without its words:
   *[other] { $n } entries go along without their words:
}
bundle-kept-topic = { $topic }: { $n }
bundle-kept-seen = Of each entry that is not shown, the recipient can still see its number, its time to the second, what kind it is (such as: a proposal) and a code instead of the name of whoever wrote it. Where that code also stands at something that is shown, the recipient knows who it is.
bundle-kept-why = Its words, names and reasons cannot be found from that. It has to be there, since otherwise nobody could tell whether something was left out unseen.
bundle-private = { $name } does not see that you make a bundle, for whom, or of what. It stands in your own record, which whoever runs this server can read.
bundle-replaces = This replaces the bundle for { $name } that waits here.
bundle-making = Your bundle is being made
bundle-not-made = No bundle was made
bundle-make = Make the bundle
bundle-change = Change something
bundle-running = A bundle of yours is being made.
bundle-busy = A bundle cannot be made right now. Try again in half an hour.

# While it is made, and then
bundle-progress-lead = It stays in this server’s memory for a while and is never written to its disk.
bundle-stage-reading = Reading the entries
bundle-stage-printing = Setting the pages
bundle-stage-packing = Packing and signing
bundle-done = { $done } of { $n } entries
bundle-reload = This page loads itself again.
bundle-reload-link = Load it now
bundle-ready = The bundle is ready
bundle-download = Download it
bundle-read-first = Read the PDF before you send it.
bundle-again = Back to bundles
bundle-until = You can fetch it until { $time }, { $n } minutes after it was made. After that you can make it again.
bundle-hash-help = The file’s SHA-256, to tell later whether a copy is this very file:
bundle-forget = Remove it from the server now
bundle-failed-print = The pages could not be set with these names and numbers. Shorten them and try again.
bundle-failed-erased = Words of this record were erased while the bundle was made, so it was thrown away. Make it again: it will say what was erased.
bundle-failed-fault = Something went wrong on our side. No bundle was made.
bundle-incident = Incident { $number }

# On paper
bundle-role-parent = parent
bundle-who-left = { $name } (left on { $day })
bundle-who-came = { $name } (took the place on { $day })
bundle-against = If one of the parents kept
bundle-against-own = If { $name } kept
bundle-compare = Compare it with the one that the other parent sees.
bundle-compare-own = Only { $name } sees this record; compare the code with receipts that { $name } kept.
bundle-read-me = RECORD OF { $name }
bundle-read-me-own = OWN RECORD OF { $name }
bundle-asked-all = All of the record that both parents see.
bundle-asked-chosen = All entries, by the choices below.
bundle-asked-own = Of { $name }’s own record, which the other parent does not see.
bundle-is-shared = a record that two parents keep together
bundle-is-own = the own record of { $name }, which the other parent does not see
bundle-asked-topics = Topics: { $topics }.
bundle-asked-people = Entries by { $people }.
bundle-left-out = Not shown, by topic: { $kept }.
bundle-left-out-why = Of these, the data hold number, time, kind, pseudonym and commitment, so that it can be checked that the range is complete.
bundle-left-out-files = { $n ->
    [one] 1 file that went with an entry shown ({ $size }) is left out, by choice. It is listed with its entry, with the commitment that the data hold of it.
   *[other] { $n } files that went with entries shown ({ $size }) are left out, by choice. They are listed with their entries, each with the commitment that the data hold of it.
}
bundle-reason = Reason
bundle-kind-topic = Topic opened
bundle-kind-said = Message
bundle-kind-corrected = Message that corrects an earlier one
bundle-kind-read = Said to have read
bundle-kind-clauses-agreed = Agreed with clauses of the proposed plan
bundle-kind-clauses-open = No longer agreed with clauses of the proposed plan
bundle-kind-care = How care went
bundle-kind-call = Call with the children
bundle-kind-tablet = Tablet paired
bundle-kind-tablet-ended = Tablet ended
bundle-on = About
bundle-clause = Clause
bundle-corrects = Corrects no.
bundle-file = File
bundle-rough-place = About where (degrees north, east)
bundle-read-up-to = { $title }, up to no. { $up }
bundle-kind-calm = How messages and notices come
bundle-kind-calls-wished = Whether to be told when the children are free to be called
bundle-kind-feed-made = Calendar address made
bundle-kind-feed-ended = Calendar address ended
bundle-kind-draft = Draft of a plan kept
bundle-kind-draft-ended = Draft of a plan ended
bundle-draft-answers = Answers
bundle-children = Children
bundle-plan-file = The plan’s file
bundle-about = About proposal { $number }, as offered in entry { $entry }.
bundle-kind-founded = The family began
bundle-kind-invited = Invitation to join
bundle-kind-joined = Joined
bundle-kind-swap = Swap proposed
bundle-kind-swap-counter = Another swap proposed instead
bundle-kind-plan = Plan proposed
bundle-kind-plan-counter = Another plan proposed instead
bundle-kind-proposal = Proposal made
bundle-kind-proposal-counter = Another proposal made instead
bundle-kind-accepted = Accepted
bundle-kind-declined = Declined
bundle-kind-withdrawn = Withdrawn
bundle-kind-offer-signed = Own proposal signed with a passkey
bundle-kind-device = Device enrolled
bundle-kind-device-revoked = Device revoked
bundle-kind-erased = Erasure
bundle-kind-restored = Restored from an older copy
bundle-kind-closed = Closed
bundle-kind-left = Left the family
bundle-kind-hold = Hold set: nothing is erased until it is lifted
bundle-kind-hold-lifted = Hold lifted
bundle-kind-erase = Erasing proposed
bundle-kind-lift = Lifting a hold proposed
bundle-kind-close = Closing the family’s record proposed
bundle-kind-opened = Own record begun
bundle-kind-signed-in = Signed in
bundle-kind-signed-out = Signed out
bundle-kind-language = Language chosen
bundle-kind-access = Signing in changed
bundle-kind-bundle = Bundle made
bundle-kind-gone = Erased
bundle-entries = Entries { $entries }.
bundle-wish = At { $name }’s request.
bundle-hold-of = The hold that { $name } set.
bundle-restored = There had been { $size } entries.
bundle-numbers-of = Entries { $first } to { $last }.
bundle-erased-by = { $by }, at { $asked }’s request
bundle-device-of = a device of { $name }
