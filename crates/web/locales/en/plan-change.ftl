# A change of the plan, put forward as text.

amend-open = Propose a change
amend-kind = A change of the plan
amend-about = Other days, times or words in the plan, from a day on.
amend-title = Propose a change to the plan
amend-lead = Look at what would change, and change the text where you like. Until you both agree, everything stays as it is.
amend-label = The text of the plan
amend-as-text = The plan as text, to read or to change
amend-from-newest = This is the newest version that you two agreed to.
amend-from-offered = This is the text that { $name } proposed.
amend-hint = A new version holds from the day that stands after ‘from’, and from the day after you both agreed at the earliest. This is the plan as text; what is wrong in it is shown with its line. In a draft, the questions and clauses change the plan without this text.
amend-by-hint = You may leave this empty. Without an answer, everything stays as it is.
amend-preview = Check and look at what changes
amend-empty = Put the text of the plan here.
amend-too-large = The text has { $found } bytes. A plan has at most { $limit }.
amend-problems = { $n ->
    [one] One place in the text cannot be understood. It is named below the text.
   *[other] { $n } places in the text cannot be understood. They are named below the text.
}
amend-place = Line { $line }, column { $column }:
amend-far = The first day of this plan is too far away to look at what it changes.
amend-first-title = Propose this plan
amend-first-lead = Look at it once more and see what it comes to. It counts once { $name } agrees too.
amend-from-draft = This is the text of your draft.
