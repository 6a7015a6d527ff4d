# A draft from a text or a calendar that is there already.
import-title = Begin with what you have
import-lead = The text of a plan, or a calendar of how it went. Nothing is kept before you have seen what comes of it, and a draft is yours alone.
import-file = A file
import-file-hint = A plan (.toml) or a calendar (.ics) from your phone or another program. It is read and not kept.
import-text = Or paste it here
import-text-hint = The text of a plan, or of a calendar.
import-read = Read it
import-error-title = This cannot be read yet
import-of-file = In the file { $name }:
import-nothing = Choose a file, or paste a text.
import-no-text = This is no text. A plan ends in .toml, a calendar in .ics.
import-others = This plan is about other people: { $names } are not in it by the ids that your family has here. Begin with the questions, or change the ids in the text.
import-calendar-wrong = { $n ->
    [one] One place in the calendar cannot be understood. It is named below.
   *[other] { $n } places in the calendar cannot be understood. They are named below.
}
import-empty = This calendar has nothing in the last three years or the next two.
import-too-many = This calendar has { $found } items; a rhythm is looked for in { $limit } at most. Take fewer months.
import-items = { $n ->
    [one] The calendar has one item.
   *[other] The calendar has { $n } items.
}
import-whose = Say with whom the children are when an item is called this:
import-left-out = { $n ->
    [one] One item with a rare name is left out.
   *[other] { $n } items with rare names are left out.
}
import-no-name = (no name)
import-out = says nothing of care
import-between = And the time between these items
import-nobody = is not known
import-look = Look for a rhythm
import-other = Take something else
import-nobody-chosen = Say of at least one kind of item with whom the children are.
import-overlap = Two items give the same time to both of you: one ends { $until }, another begins { $from }. Leave one of the two out, or mend the calendar.
import-odds = These items cannot be laid beside one another. Take fewer years, or mend the calendar.
import-unwritten = This rhythm could not be written into a plan.
import-found = { $n ->
    [one] One rhythm explains the { $nights } nights of this calendar.
   *[other] { $n } rhythms explain the { $nights } nights of this calendar, the best first.
}
import-by-day = { $n ->
    [one] One item is within a day and has no night. It does not count for the rhythm.
   *[other] { $n } items are within a day and have no night. They do not count for the rhythm.
}
import-looks-like = This looks like “{ $pattern }”, beginning with { $name }
import-own-cycle = The nights repeat every { $n } nights
import-from = In this calendar its first round begins on { $from }.
import-explained = { $explained } of { $nights } nights are as it says.
import-no-exceptions = It leaves nothing unexplained.
import-exceptions = { $n ->
    [one] One stretch is otherwise
   *[other] { $n } stretches are otherwise
}
import-exception = { $first }: { $n ->
    [one] one night
   *[other] { $n } nights
} with { $name }, where the rhythm says { $would }.
import-exceptions-more = And { $n } more.
import-ask-time = The calendar does not say at what time the children change. Look at that time in the draft.
import-take = Begin a draft with this
import-one-parent = Nearly all nights are with { $name }, and the others follow no rhythm. If the time between the items is the other parent’s, go back and say so.
import-no-rhythm = No rhythm explains enough of these { $nights } nights. A calendar of a longer time may, or one without holidays.
import-too-little = There are too few nights to tell a rhythm: two whole rounds of it are needed, and two weeks at least.
import-draft-name = From what we had
