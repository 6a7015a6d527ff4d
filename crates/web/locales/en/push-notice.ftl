# What a notice on a device says. It lies on a screen that others may see.

push-notice-title = Parenthesis
push-notice-news = There is something new for you.
push-notice-trial = This is a trial. Notices arrive on this device.
push-notice-plain = Something new
