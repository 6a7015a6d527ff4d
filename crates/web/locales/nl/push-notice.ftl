# Wat een melding op een apparaat zegt. Ze ligt op een scherm dat anderen kunnen zien.

push-notice-title = Parenthesis
push-notice-news = Er is iets nieuws voor je.
push-notice-trial = Dit is een proef. Meldingen komen op dit apparaat aan.
push-notice-plain = Iets nieuws
