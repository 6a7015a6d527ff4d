# Messages: topics, threads, writing.

topic-proposal = Proposal { $number }
topic-proposal-gone = A proposal that was erased
file-kilobytes = { $n } kB
file-megabytes = { $whole }.{ $tenth } MB
no-topic = There is no such topic. Open a new one.
no-more-topics = There are { $limit } topics already. Write in one of them.
too-many-files = A message takes at most { $limit } files; this one has { $found }. Send the others with a second message.
nothing-to-correct = You can correct only a message of your own in this topic, and only its newest version.
no-such-clause = The plan that is offered now does not have this clause. If you send this again, it is about the plan as a whole.
nothing-to-read = You have already said that you read all of this.

messages-title = Messages
messages-lead = What you and { $name } write to each other, by topic. Both of you see the same messages in the same order.
messages-new = New topic
messages-new-lead = A topic is about one thing, such as swimming lessons. { $name } sees its title.
messages-topics = Topics
messages-search = Search in all messages
messages-search-do = Search
messages-none = There is no message yet
messages-none-why = What you write to { $name } appears here, by topic. It stays on the record of both of you.
messages-about-child = Write about a child
messages-unseen = { $n } new
messages-last = { $name }, { $at }
messages-held = { $n ->
    [one] 1 message waits until { $until }, as you chose. It is delivered already.
   *[other] { $n } messages wait, the first until { $until }, as you chose. They are delivered already.
}
messages-show-held = Show now what waits
thread-lead = With { $name }. Both of you see the same messages in the same order.
thread-proposal = Look at the proposal
thread-print = Print or save this conversation
print-title = { $title }: messages
print-back = Back to the topic
print-lead = Between { $one } and { $other }, in the order of the record.
print-part = From no. { $first } to no. { $last } of the record.
print-made = This page was made on { $at }.
print-how = Print this page with your browser, or save it there as a PDF. It shows messages whole, whatever you chose for your own pages.
print-held = { $n ->
    [one] 1 message is not on this page: it waits until { $until }, as you chose.
   *[other] { $n } messages are not on this page: they wait, the first until { $until }, as you chose.
}
print-years = By year
print-long = There are { $n } messages, too many for one page. Choose a year.
print-year = { $n ->
    [one] { $year }: 1 message
   *[other] { $year }: { $n } messages
}
print-none = There is no message here to print.
print-next = Go on from no. { $number }
print-file = { $name }, { $kind }, { $size }; its commitment begins with { $short }
print-state = What this was made from
print-erased = { $n ->
    [one] 1 entry of the record was erased by both parents: no. { $numbers }. What it said is known no more, nor of which topic it was: it may have stood here.
   *[other] { $n } entries of the record were erased by both parents: no. { $numbers }. What they said is known no more, nor of which topic they were: some may have stood here.
}
print-size = { $n ->
    [one] A record of 1 entry, with the short code { $code }.
   *[other] A record of { $n } entries, with the short code { $code }.
}
print-proof = This page does not prove anything by itself. A bundle of the record holds the same messages with their files, and anybody can verify it.
print-bundle = Make a bundle
thread-none = Nobody wrote about this yet. What you write here goes to { $name }.
thread-today = { $day }, today
thread-pages = Earlier and later messages
thread-older = Earlier
thread-newer = Later
thread-read = { $name } says: read up to no. { $number } ({ $at }).
thread-say-read = Say that you have read this
thread-say-read-why = Nobody has to. { $name } sees that you have read only if you say so here, and it stands on the record then.
thread-say-read-do = I have read up to no. { $number }
message-today = About a child today
message-clause = About clause { $number }
message-clause-gone = About a clause that is no longer in the proposed plan
message-corrects = Corrects no. { $number }
message-corrected = Corrected by no. { $number }
message-correct = Correct
message-erased = The words of this message were erased.
message-long = Long message, { $n } words
message-long-why = Folded, because you want long messages folded. Only you see it so.
message-folded = A passage that may be harsh. You chose to fold these; the original is one tap away.
message-sent = Sent { $at }
message-delivered = Delivered { $at }
message-delivered-later = Delivered { $at }; for you from { $shown } (only you see this)
message-recorded = Sent and recorded as no. { $number }.
file-pdf = PDF
file-picture = Picture
compose-words = Write to { $name } about this
compose-words-hint = What is sent cannot be changed, and only the two of you together can erase it. { $name } does not see when you read something.
compose-title = Topic
compose-title-hint = A few words, such as: swimming lessons of Sam.
compose-files = Add files
compose-files-hint = Photos and PDFs, up to { $n } files of 20 MB each. What a photo knows about its place and camera is removed.
compose-files-again = Choose your files again: a page cannot keep them.
compose-today = This is about a child today
compose-today-hint = For what cannot wait until the other reads messages, such as an illness.
compose-rest = Let it rest for an hour first
compose-rest-hint = It then stays on this device and is not sent. After an hour the pages of messages say so, and you send it or change it yourself. Chosen files are not kept with it, and signing out takes it away.
rest-until = Not sent. It rests on this device until
rest-over = This message has rested. Send it or change it.
rest-look = Look at it
rest-not-kept = This device could not keep it. What you wrote still stands here, and nothing was sent.
compose-send = Send
compose-look = Look over it first
compose-corrects = This will correct no. { $number }. The earlier message stays on the record.
compose-not-correct = Write something new
compose-no-clause = Write about the whole proposal
compose-not-sent = This was not sent yet
compose-empty = Write something first.
compose-too-long = This has { $found } characters; at most { $limit } fit in one message.
compose-control = There is a character in it that cannot be shown. Type that part again.
compose-no-title = Give the topic a title.
compose-bad-title = A title is one line of at most { $limit } characters.
look-found = You may want to look at this once more:
look-nothing = Nothing stood out.
look-only-you = Only you see this. Nothing was sent, kept or changed, and you can send it as it is.
look-insult = ‘{ $passage }’ may hurt.
look-contempt = ‘{ $passage }’ may sound contemptuous.
look-absolute = ‘{ $passage }’ is about always or never. One example with its day is easier to answer.
look-threat = ‘{ $passage }’ may sound like a threat.
look-shouting = ‘{ $passage }’ in capitals may read as shouting.
look-questions = ‘{ $passage }’: several questions in a row. One at a time is easier to answer.
look-missing-date = ‘{ $passage }’ asks for something without a day.
look-missing-time = ‘{ $passage }’ asks for something without a time.
look-missing-child = ‘{ $passage }’ does not say which child.
file-empty = { $name } is empty.
file-too-large = { $name } is larger than 20 MB.
file-not-taken = { $name } is neither a photo nor a PDF.
file-unreadable = { $name } is damaged or only a part of a file.
file-too-many-pixels = { $name } is too large a picture.
file-moves = { $name } is a moving picture.
file-pdf-locked = { $name } is protected by a password.
file-pdf-active = { $name } is a PDF that can do more than show pages.
file-pdf-place = { $name } is a PDF that tells where a photo was taken.
file-pdf-too-costly = { $name } is too large once it is unpacked.
remedy-choose-again = Choose the file again.
remedy-smaller = Send a smaller one, or a screenshot of it.
remedy-jpeg = Send it as a JPEG: share or export it in that form.
remedy-save-anew = Save it again as PNG or JPEG, or send a screenshot.
remedy-still = Send a screenshot of the moment that matters.
remedy-print-pdf = Print it to a new PDF and send that one.
remedy-pictures = Send the pictures themselves: their places are then removed.
remedy-pdf-or-picture = Send a PDF or a picture instead.
