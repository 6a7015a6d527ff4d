# The plan studio: clauses one by one, the library, the text, the saves.

editor-title = Clauses
editor-lead = Read, change, move and remove them one by one. Only you see this.
editor-by-hand = This draft was made from your answers to the questions. Once you change something here, its text is yours to write, and the questions no longer go with it. The save from before keeps your answers.
editor-missing = { $n ->
    [one] The law asks for one thing that no clause covers yet.
   *[other] The law asks for { $n } things that no clause covers yet.
}
editor-none-title = No clauses yet
editor-none = Clauses that you add stand here, each with its words and what the calendar follows.
editor-no-section = No section
editor-words-only = In words only: the calendar follows nothing here.
editor-edit = Change
editor-up = Move up
editor-down = Move down
editor-remove = Remove
editor-add = Another clause
editor-library-what = The library has wordings for everything a plan usually speaks of, with what the law asks.
editor-library-open = Open the library
editor-own = A clause in your own words
editor-add-own = Add this clause
editor-save = Save
editor-back-to-clauses = Back to the clauses
editor-in-english = In English
editor-in-dutch = In Dutch
editor-title-english = Title in English
editor-title-dutch = Title in Dutch
editor-sentence-english = What you agree, in English
editor-sentence-dutch = What you agree, in Dutch
editor-other-language = You may leave this empty. Whoever reads the plan in this language then sees your other words.
editor-section = Section
editor-section-hint = Where a reader looks for this clause. Nothing in the calendar depends on it.
editor-rule = What the calendar follows
editor-rule-hint = In the plan language, such as: weekly = {"{"} parent = "anna", windows = ["wed 14:00 - 18:00"] {"}"}. Leave it empty for a clause in words only. For which children it holds and from when stands here too.
editor-whole-clause = This clause as a whole:

editor-saved = Saved.
editor-added = The clause was added.
editor-moved = The clause was moved.
editor-removed = The clause was removed.
editor-back = The draft is as it was at that save.
editor-undo = Undo

editor-meanwhile = This draft was changed on { $at }, after you had opened this page. What you typed stands below and is not saved yet.
editor-meanwhile-then = Press Save once more to keep what stands here. The other save stays under History.
editor-meanwhile-what = See what changed meanwhile (in a new tab)
editor-places = Where it cannot be understood
editor-place = Place { $number }: lines { $from } to { $to }
editor-here = here
editor-places-more = { $n ->
    [one] One more place is named below the field.
   *[other] { $n } more places are named below the field.
}
editor-not-kept = This is not saved yet
editor-in-text = In the text of the plan, as it would be with this change:
editor-no-title = Give the clause a title, in one language at least.
editor-no-sentence = Say in a sentence what you agree, in one language at least.
editor-too-long = This is too long. { $limit } characters fit.
editor-problems = { $n ->
    [one] One place here cannot be understood. It is named below the field.
   *[other] { $n } places here cannot be understood. They are named below the field.
}
editor-elsewhere = { $n ->
    [one] The plan could not be understood at one place any more. It is named here.
   *[other] The plan could not be understood at { $n } places any more. They are named here.
}
editor-full = A plan has at most { $limit } clauses, and this one has them all. Remove one first.
editor-in-brackets = The clauses of this text stand in one list between brackets, which cannot be changed here. Change them in the text.
editor-gone = This clause is no longer in the draft. It was removed or changed on another page of yours.
editor-no-wording = The library no longer has this wording. Choose another one.

editor-text-lead = The whole plan as it is kept. What you save here must be a plan that can be read.
editor-text-none = There is no text yet. It comes of your answers to the questions, or you can write it here.

library-title = Library
library-lead = What a parenting plan speaks of, with wordings to begin with. You can change every word afterwards.
library-added = It is clause { $number } now. Change its words
library-all = All sections
library-unsound = The text of this draft cannot be read as it is, so nothing can be added. Put the text right first.
library-law-note = What the law asks is said in our words and meant as a hint. Whether a clause says enough is for the two of you, and for those who advise you.
library-no-wordings = Days and nights differ in each family, so there is no ready wording here. The questions make such clauses from your own answers, and you can write one yourself.
library-missing = The law asks for this, and no clause covers it yet.
library-none = No clause of this draft covers it yet.
library-there = { $n ->
    [one] One clause of this draft covers it:
   *[other] { $n } clauses of this draft cover it:
}
library-taken = In your draft as clause { $number }
library-add = Add
library-add-again = Add once more

history-title = How this draft came to be
history-lead = Every save is still here. Bringing one back keeps it once more; no other save goes away.
history-save = Save { $number }, { $day }, { $time }
history-saves = Saves
history-now = The draft as it is now.
history-what-changed = What this changed
history-bring-back = Bring this one back
history-newest = The newest saves
history-older = Older saves
history-choose = Look at two saves beside each other
history-from = From
history-to = To
history-compare = Show what changed
history-changes = What changed
history-from-to = From: { $from }. To: { $to }.
history-same = These two say the same.
history-gone = This save is not there any more, or its words were erased. Nothing was changed.
history-gone-compare = One of these two is not there any more, or its words were erased. So what changed cannot be shown.
history-unreadable = In one of these two the clauses cannot be told apart, so what changed cannot be shown.
history-name = The name of the draft:
history-answers-changed = Answers to the questions were changed.
history-answers-left = From here on the text was written by hand, without the questions.
history-answers-again = The answers to the questions are there again.
history-keys = Beside the clauses
history-keys-open = What else changed, as it is written in the text of the plan
history-added = New
history-removed = Removed
history-moved = Moved
history-changed = Changed
history-moved-from = It was clause { $from } and is clause { $to } now.
history-taken = taken out:
history-put = put in:
