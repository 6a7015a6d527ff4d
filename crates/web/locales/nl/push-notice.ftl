# Wat een seintje op een apparaat zegt. Het staat op een scherm dat anderen kunnen zien.

push-notice-title = Parenthesis
push-notice-news = Er is iets nieuws voor je.
push-notice-trial = Dit is een proef. Seintjes komen op dit apparaat aan.
push-notice-plain = Iets nieuws
