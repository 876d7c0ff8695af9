//! Every limit of the program, with its unit and its reason. Nothing else.
//!
//! Limits of the wire (lengths and counts that Meta refuses) stand in `whatsapp::outgoing`, beside the
//! messages they belong to.

/// Bytes of one webhook body. Meta sends at most 3 MB (Webhooks overview, April 2026).
pub const WEBHOOK_BODY_BYTES_MAX: usize = 3 * 1024 * 1024;
/// How deep a message of a webhook is searched for what can be read, where not all of it can: Meta nests four deep.
pub const WEBHOOK_MEND_DEPTH: usize = 6;
/// Webhook bodies waiting for the writer; beyond it the answer is 503 and Meta comes back later.
pub const INBOX_QUEUE_BODIES_MAX: usize = 256;
/// Inbox rows the writer puts into one transaction, so that one commit stays short.
pub const INBOX_ROWS_PER_COMMIT: usize = 1_000;
/// Milliseconds a request may take, body and commit included, before it is answered 503. Meta advises to
/// answer well within a second; a sender that drips is cut off.
pub const REQUEST_MS: u64 = 10_000;
/// Milliseconds in which the header of a request has to be there, from the end of the one before: a connection on which
/// nothing comes holds a place. Meta opens a new one without trouble.
pub const HEADER_MS: u64 = 20_000;
/// Milliseconds that requests under way may take after the program was told to stop: less than a service manager waits.
pub const STOP_GRACE_MS: u64 = 5_000;
/// Connections at once: more than the bodies that can wait ([`INBOX_QUEUE_BODIES_MAX`] beside one commit), so that who
/// comes too many is answered 503 and not left without an answer.
pub const CONNECTIONS_MAX: usize = 2_048;
/// Open files to ask the system for: each connection is one, beside those of the database and of sending. Most systems
/// give 1,024 and more when asked.
pub const OPEN_FILES: u64 = 4_096;
/// Milliseconds between two looks at the database while nothing seems to happen: another instance may
/// have left work behind.
pub const IDLE_LOOK_MS: i64 = 5_000;
/// Milliseconds a connection with the database may take to come about.
pub const DATABASE_CONNECT_MS: u64 = 10_000;
/// Milliseconds an instance may hold a transaction open without doing anything: it is frozen, and the others wait.
pub const DATABASE_IDLE_MS: u64 = 10_000;
/// Milliseconds to wait for a lock of another instance: longer than [`DATABASE_IDLE_MS`], so that a frozen one ends first.
pub const DATABASE_LOCK_MS: u64 = 15_000;
/// Bytes of the log of SQLite that stay on the disk after use.
pub const LOG_BYTES_KEPT: u64 = 8 * 1024 * 1024;
/// Bytes of that log at which it is cut between the hourly times; what is left then is held by somebody who reads.
pub const LOG_BYTES_CUT: u64 = 32 * 1024 * 1024;
/// Bytes of that log at which operators hear: somebody keeps a reader open, and the disk fills.
pub const LOG_BYTES_ALARM: u64 = 128 * 1024 * 1024;
/// Bytes free on the disk of the database below which operators hear: it soon cannot be written.
pub const DISK_BYTES_ALARM: u64 = 100 * 1024 * 1024;
/// Milliseconds to wait after an error of the database.
pub const DATABASE_RETRY_MS: i64 = 1_000;

/// Inbox rows the dispatcher handles in one transaction, so that the inbox never waits long for the writer.
pub const DISPATCH_BATCH_ROWS: usize = 32;
/// Of these, emergencies that go before police and beheerders who wait: a flood of cries for help must not keep police
/// waiting.
pub const DISPATCH_EMERGENCY_ROWS: usize = 8;
/// Of these, strangers, unless others fill the batch: so that in a flood the writer is soon free for the sender.
pub const DISPATCH_STRANGER_ROWS: usize = 8;
/// Status rows settled in one transaction (set-based, one statement a kind).
pub const STATUS_BATCH_ROWS: i64 = 1_000;
/// Attempts at one inbox row before it is given up and the person is told.
pub const DISPATCH_ATTEMPTS_MAX: i64 = 3;
/// Milliseconds between two attempts at one inbox row.
pub const DISPATCH_RETRY_MS: i64 = 1_000;

/// Milliseconds back in which whoever asks how it ended, without a number, means the last alert that they got.
pub const OUTCOME_ASKED_WITHIN_MS: i64 = 7 * DAY_MS;
/// Milliseconds back in which the message is looked for that somebody points at, where its id came mangled: longer than
/// any alert runs, short enough to be read through.
pub const POINTED_AT_LOOK_BACK_MS: i64 = 3 * DAY_MS;
/// Messages to one person that are looked through for it.
pub const POINTED_AT_ROWS_MAX: i64 = 200;
/// Characters at the end of a message id that tell it from all others: 16 bytes of base64 and more. What goes before
/// them may differ.
pub const WAMID_END_CHARACTERS: usize = 24;
/// Milliseconds after an alert left in which an edit is taken to be about it.
pub const EDIT_LOOK_BACK_MS: i64 = 2 * HOUR_MS;

/// Milliseconds the payload of an inbox row is kept (privacy: 72 hours at most).
pub const INBOX_PAYLOAD_KEPT_MS: i64 = 72 * HOUR_MS;
/// Milliseconds the key of an inbox row is kept: Meta repeats for seven days.
pub const INBOX_KEY_KEPT_MS: i64 = 9 * DAY_MS;

/// Messages a second on one business number, in and out together (Meta's default throughput).
pub const PACE_PER_SECOND: u32 = 80;
/// Milliseconds by which a send may be ahead of its even place, to make up for a clock that woke late. With the hundredth
/// part of the pace that is not used, no sliding second holds more than the pace.
pub const PACE_SLACK_MS: i64 = 8;
/// Milliseconds ahead for which rows are claimed: the writer is busy now and then, and a crash leaves all that was claimed
/// in doubt.
pub const CLAIM_AHEAD_MS: i64 = 100;
/// Rows that are claimed at once, at most: of a fast number, a tenth of a second's.
pub const CLAIM_ROWS_MAX: usize = 128;
/// Fewest milliseconds between two claims on a number that is busy: a few rows at a time.
pub const CLAIM_AGAIN_MS: i64 = 25;
/// Milliseconds after a 130429 at which the pace is whole again; until then it grows.
pub const SLOWED_MS: i64 = 5_000;
/// Milliseconds in which one recipient may get one message, on average (Meta's pair limit).
pub const PAIR_INTERVAL_MS: i64 = 6_000;
/// Messages to one recipient that may borrow from later intervals (Meta's burst).
pub const PAIR_BURST: i64 = 45;
/// Milliseconds that an alert may wait for its person alone before the next of the group is called up.
pub const PERSON_WAITS_MS: i64 = 10_000;
/// Requests to Meta that may be under way at once, at least; of a fast number, a fifth of a second's.
pub const SENDS_IN_FLIGHT_MIN: usize = 32;
/// Requests under way at once that mark messages as read; further ones are skipped, for they only move a tick.
pub const RECEIPTS_IN_FLIGHT_MAX: usize = 8;
/// Milliseconds before a send without an answer is ambiguous. Shorter than `AMBIGUOUS_WAIT_ALERT_MS`, and short enough
/// for operators to hear of an outage within ten seconds.
pub const SEND_TIMEOUT_MS: i64 = 8_000;
/// Unclear answers in a row (none, or a gateway's) after which a number rests and counts as stopped: one may be chance.
pub const UNCLEAR_RUN: u32 = 3;
/// Milliseconds after which two in a row are enough: where few messages leave, three take too long.
pub const UNCLEAR_LONG_MS: i64 = 5_000;
/// Milliseconds without a clear answer after which a number is looked up, where nothing else leaves on it that would tell.
pub const UNCLEAR_LOOK_MS: i64 = 3_000;
/// Longest rest in milliseconds before one message is tried again on a number whose answers are unclear.
pub const NO_ANSWER_PAUSE_MS_MAX: i64 = 10_000;
/// Attempts at one outbox row before it is given up with its last reason.
pub const SEND_ATTEMPTS_MAX: i64 = 8;
/// Milliseconds before the first retry of a send; each later one waits four times as long (Meta's 4^X).
pub const SEND_RETRY_MS: i64 = 1_000;
/// Longest wait between two attempts at a send, in milliseconds.
pub const SEND_RETRY_MS_MAX: i64 = 60_000;
/// Milliseconds a number rests after an error that stops it, before one message is tried again.
pub const NUMBER_PAUSE_MS: i64 = 30_000;
/// Milliseconds before a message that was refused with 130429 is tried again.
pub const NUMBER_SLOWDOWN_MS: i64 = 1_000;
/// Milliseconds an ambiguous alert waits for the status webhook that settles it.
pub const AMBIGUOUS_WAIT_ALERT_MS: i64 = 15_000;
/// Milliseconds any other ambiguous message waits.
pub const AMBIGUOUS_WAIT_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds after which an ambiguous alert is repeated although no webhook comes in at all: nothing
/// stays in flight for ever, and a missed alert is worse than a double one.
pub const AMBIGUOUS_WAIT_SILENT_MS: i64 = MINUTE_MS;
/// Milliseconds by which a status may be later than a webhook that Meta tries again: it is made after the message.
pub const STATUS_LATE_MS: i64 = 5_000;
/// Milliseconds under way after which a message waited for a phone: one that is on takes less.
pub const DELIVERED_LATE_MS: i64 = 10_000;
/// Milliseconds between two looks at ambiguous sends while any are open.
pub const AMBIGUOUS_LOOK_MS: i64 = 1_000;
/// Milliseconds after which, in an outage, an officer is asked again about what is held: the question may have been lost.
pub const OFFICERS_ASKED_MS: i64 = 90_000;
/// Milliseconds for which it is an alarm that a message of an alert ended without a reason.
pub const UNEXPLAINED_SHOWN_MS: i64 = HOUR_MS;
/// Milliseconds without a word from the instance that sends on a number, after which PostgreSQL lets another one do it.
pub const SENDER_SILENT_MS: i64 = 15_000;
/// Milliseconds between two looks of that instance at what the others wrote.
pub const SENDER_LOOK_MS: i64 = 250;
/// Milliseconds that the connection which holds that right may take to answer.
pub const SENDER_ANSWER_MS: i64 = 5_000;
/// Milliseconds between two attempts to become the instance that sends on a number.
pub const SENDER_AGAIN_MS: i64 = 2_000;
/// Milliseconds between two counts of the people written to outside their window, while messages leave.
pub const OUTSIDE_COUNTED_MS: i64 = 1_000;

/// Milliseconds after a person's last message in which free-form messages may be sent (Meta's window).
pub const WINDOW_MS: i64 = DAY_MS;
/// So long before an alert is written police may have heard of it: a clock time that lies further back is another day's.
pub const REPORTED_BEFORE_MS_MAX: i64 = 6 * HOUR_MS;
/// The time in which messages that are no alert are counted.
pub const MONTH_MS: i64 = 30 * DAY_MS;
/// A year.
pub const YEAR_MS: i64 = 365 * DAY_MS;
/// The hours of a working day at which it is asked whether all is well.
pub const CHECK_HOURS: [i8; 7] = [10, 11, 12, 13, 14, 15, 16];
/// Milliseconds after which the gemeente hears of a request for signs of which it was not said where.
pub const SIGNS_TOLD_AFTER_MS: i64 = 10 * MINUTE_MS;
/// Characters of a place of signs, and of why they are wanted.
pub const SIGNS_TEXT_CHARACTERS_MAX: usize = 160;
/// Milliseconds that the wish of one colleague to let a role go on waits for a second.
pub const PROLONG_WAITS_MS: i64 = 7 * DAY_MS;
/// Milliseconds after which it is told again that somebody's telephone is lost.
pub const LOST_TELEPHONE_AGAIN_MS: i64 = 12 * HOUR_MS;
/// Milliseconds that a colleague who asked for a running alert waits for the one who has it.
pub const TAKE_OVER_WAITS_MS: i64 = HOUR_MS;
/// So many such questions leave an hour, for each gemeente.
pub const CHECKS_AN_HOUR_MAX: usize = 20;
/// So many people who do not answer are laid before the gemeente in an hour.
pub const CHECKS_LAID_BEFORE_MAX: usize = 3;
/// Without an answer it is asked again after so long.
pub const CHECK_AGAIN_MS: i64 = 14 * DAY_MS;
/// So often, and then the gemeente decides.
pub const CHECK_REMINDERS: i64 = 2;
/// A group is silent when nothing was heard in so many alerts that reached it.
pub const SILENT_ALERTS: usize = 5;
/// So long lies between two questions about it.
pub const SILENT_AGAIN_MS: i64 = 180 * DAY_MS;
/// An alert that ended within so long says nothing of that.
pub const SILENT_SHORT_ALERT_MS: i64 = 10 * MINUTE_MS;
/// The closing of an alert tells of the last one in that wijk that was closed within so long.
pub const LAST_TIME_MS: i64 = 90 * DAY_MS;
/// In so many days of a quarter beheerders hear of the one before.
pub const QUARTER_TOLD_DAYS: i8 = 14;
/// Nobody hears of two quarters within so long.
pub const QUARTER_ONCE_MS: i64 = 80 * DAY_MS;
/// Letters that information holds at least.
pub const INFORMATION_LETTERS_MIN: usize = 10;
/// Characters that it holds at most.
pub const INFORMATION_CHARACTERS_MAX: usize = 400;
/// Its wijken are named among so many words at its beginning.
pub const INFORMATION_PLACE_WORDS: usize = 4;
/// Traits that it may hold; with more it describes somebody.
pub const INFORMATION_TRAITS_MAX: usize = 1;
/// It waits so long for a second person.
pub const INFORMATION_WAITS_MS: i64 = 2 * DAY_MS;
/// The rest of what goes to many leaves so much later: an hour more than a day, so that what left last counts no more.
pub const NEXT_DAY_MS: i64 = DAY_MS + HOUR_MS;
/// What does not fit in a day leaves on later ones, for so long at most.
pub const INFORMATION_SPREAD_MS: i64 = 7 * DAY_MS;
/// Characters of it in a list.
pub const INFORMATION_LISTED_CHARACTERS: usize = 60;
/// The count of messages that are no alert is kept for so long.
pub const OTHER_MESSAGES_KEPT_MS: i64 = 100 * DAY_MS;
/// What beheerders thought of alerts is kept for so long.
pub const IMPRESSION_KEPT_MS: i64 = 400 * DAY_MS;
/// What was sent is listed for so long, and so many of it.
pub const INFORMATION_LISTED_MS: i64 = 90 * DAY_MS;
/// So many of it, for each gemeente.
pub const INFORMATION_LISTED_MAX: i64 = 5;
/// So long after the end of an alert beheerders are asked what they thought of it.
pub const IMPRESSION_AFTER_MS: i64 = 10 * MINUTE_MS;
/// Figures of how good alerts were are shown from so many alerts on, of so many senders.
pub const QUALITY_SHOWN_ALERTS_MIN: usize = 5;
/// Of so many senders.
pub const QUALITY_SHOWN_SENDERS_MIN: usize = 3;
/// Lines of months and kinds.
pub const QUALITY_LINES_MAX: usize = 20;
/// After Meta refused a link button, messages go without for so long; then it is tried again.
pub const LINKS_REFUSED_MS: i64 = 7 * DAY_MS;
/// Age in milliseconds beyond which a command or tap never sends an alert.
pub const COMMAND_AGE_MS_MAX: i64 = 2 * MINUTE_MS;
/// Milliseconds by which the machine's clock is set at once before what waits is moved along; less is a time service
/// at work.
pub const CLOCK_STEP_MS: i64 = 2_000;
/// Milliseconds between two looks whether the machine's clock was set.
pub const CLOCK_LOOK_MS: i64 = 1_000;
/// Milliseconds by which our clock may differ from Meta's before operators hear: beyond it webhooks are seldom on their
/// way for so long, and taps begin to count as old.
pub const CLOCK_OFF_MS: i64 = 30_000;
/// Moments named by webhooks that are kept, to tell a clock ahead from one late webhook.
pub const META_MOMENTS_KEPT: usize = 64;
/// Milliseconds by which a word may seem older than an alert and still be about it: WhatsApp gives whole seconds, and
/// its clock and ours differ by a little.
pub const SAID_BEFORE_MS: i64 = 3_000;
/// Milliseconds a draft or another dialogue waits for its next answer.
pub const DIALOGUE_MS: i64 = 30 * MINUTE_MS;
/// Milliseconds a request to become beheerder waits to be filled in, and then to be decided.
pub const SIGN_UP_KEPT_MS: i64 = 14 * DAY_MS;
/// Milliseconds after which those who decide about a request are reminded.
pub const REQUEST_REMINDER_AFTER_MS: i64 = DAY_MS;
/// Milliseconds after a request came to nothing in which what was typed is kept (as its privacy text says).
pub const REQUEST_KEPT_MS: i64 = 30 * DAY_MS;
/// Milliseconds the code of a hand-over works.
pub const HAND_OVER_CODE_MS: i64 = 48 * HOUR_MS;
/// Milliseconds between acceptance and passing over, in which anybody concerned can stop it.
pub const HAND_OVER_COOLING_MS: i64 = DAY_MS;
/// Milliseconds after which a hand-over that came to nothing lapses.
pub const HAND_OVER_KEPT_MS: i64 = 7 * DAY_MS;
/// Wrong codes of one person in a day; further ones are not looked at. A code has a million possibilities.
pub const WRONG_CODES_A_DAY_MAX: i64 = 5;
/// Characters of a person's name.
pub const NAME_CHARACTERS_MAX: usize = 60;
/// Characters of a group's name (WhatsApp allows 100).
pub const GROUP_NAME_CHARACTERS_MAX: usize = 100;
/// Characters of a registration at WABP.
pub const WABP_CHARACTERS_MAX: usize = 80;
/// Rows to a person that are looked at for the last that is more than a reaction.
pub const REACTIONS_PASSED_OVER: i64 = 5;
/// Letters that the reason of a refusal has at least: fewer say nothing.
pub const REASON_LETTERS_MIN: usize = 3;
/// Characters of the reason of a refusal, which goes to the person as it is.
pub const REASON_CHARACTERS_MAX: usize = 300;
/// Most members that a group can be said to have (WhatsApp allows 1,024 in one; some count two together).
pub const MEMBERS_MAX: i64 = 5_000;
/// Requests in one answer to `/aanvragen`, so that it is read at a glance.
pub const REQUESTS_LISTED_MAX: usize = 15;
/// Milliseconds after delivery within which a tap on "Staat in de groep" is asked once more.
pub const QUICK_TAP_MS: i64 = 10_000;
/// Milliseconds after an alert left at which its sender gets the second progress message.
pub const PROGRESS_AFTER_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds an alert about a crime in progress is valid; its messages lapse with Meta then too.
pub const HETERDAAD_VALID_MS: i64 = 2 * HOUR_MS;
/// Milliseconds an alert about a missing person is valid.
pub const VERMISSING_VALID_MS: i64 = 3 * HOUR_MS;
/// Milliseconds before its end at which police are asked whether an alert still holds.
pub const STILL_VALID_ASKED_MS: i64 = 15 * MINUTE_MS;
/// Groups from which on a second person has to agree: a third of a gemeente is a lot to be wrong about.
pub const SECOND_PERSON_FROM_GROUPS: usize = 40;
/// Wijken that one officer may send a missing person to; more need a second: it is hard to get off the internet.
pub const MISSING_WIJKEN_ALONE_MAX: usize = 3;
/// Milliseconds after which, without a decision about an alert, the other officers are asked too.
pub const SECOND_ASK_OTHERS_MS: i64 = 3 * MINUTE_MS;
/// Milliseconds that a sign-on to a telephone holds at most: a shift, with what it runs over.
pub const SIGN_ON_MS: i64 = 12 * HOUR_MS;
/// Milliseconds before a sign-on lapses at which the telephone is told.
pub const SIGN_ON_WARNED_MS: i64 = 15 * MINUTE_MS;
/// Wrong codes on one telephone in [`SIGN_ON_WRONG_MS`]; further ones are not looked at. Cold hands mistype twice.
pub const SIGN_ON_WRONG_MAX: i64 = 5;
/// Milliseconds in which those are counted.
pub const SIGN_ON_WRONG_MS: i64 = 15 * MINUTE_MS;
/// Wrong codes on one telephone in a day: of fifty people three codes count at a time, so that a stolen telephone
/// guesses one in 300 days or more.
pub const SIGN_ON_WRONG_A_DAY_MAX: i64 = 20;
/// Milliseconds without a report after which the next person of a group is called up.
pub const CALL_NEXT_AFTER_MS: i64 = 3 * MINUTE_MS;
/// Milliseconds without delivery after which the next person is called up: the telephone is off.
pub const NOT_DELIVERED_AFTER_MS: i64 = MINUTE_MS;
/// Milliseconds without an answer after which somebody is reminded, once.
pub const REMINDER_AFTER_MS: i64 = 6 * MINUTE_MS;
/// For so long after an alert ended its page says so; then it shows nothing.
pub const PAGE_AFTER_END_MS: i64 = DAY_MS;
/// For so long nobody else is called up, and nobody reminded, after somebody tapped the button that puts an alert into their group.
pub const OPENED_PATIENCE_MS: i64 = 2 * MINUTE_MS;
/// Milliseconds after sending in which "stop" and "fout" are about the alert just sent.
pub const PANIC_LOOK_BACK_MS: i64 = 15 * MINUTE_MS;
/// Milliseconds after a report of a post in which "oeps, toch niet" takes it back: later it is about something else.
pub const REPORT_TAKEN_BACK_MS: i64 = 30 * MINUTE_MS;
/// Milliseconds in which the title of a button of the last message can be typed.
pub const TYPED_TITLE_MS: i64 = 30 * MINUTE_MS;
/// Milliseconds after a yes in which "oeps, niet akkoord" takes it back without a number.
pub const APPROVAL_TAKEN_BACK_MS: i64 = 30 * MINUTE_MS;
/// Milliseconds after a yes in which "misklik" or "stop" undoes it, where nothing was asked or done since.
pub const APPROVAL_UNDONE_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds after a withdrawal at which those who did not answer are asked once more.
pub const WITHDRAWAL_PRESS_AFTER_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds after a withdrawal at which its sender hears what is left.
pub const WITHDRAWAL_REPORT_AFTER_MS: i64 = 15 * MINUTE_MS;
/// Milliseconds the end of an alert may wait in our outbox: it is still good to know the next morning.
pub const END_SEND_WITHIN_MS: i64 = 12 * HOUR_MS;
/// Milliseconds a reminder may wait in our outbox; later it is noise.
pub const REMINDER_SEND_WITHIN_MS: i64 = 30 * MINUTE_MS;
/// Fewest characters of an update that says anything.
pub const UPDATE_CHARACTERS_MIN: usize = 4;
/// Milliseconds by which somebody can put off posting an alert: longer is "cannot".
pub const PUT_OFF_MS_MAX: i64 = 30 * MINUTE_MS;
/// Milliseconds an alert may wait in our outbox before it lapses: late is misleading.
pub const ALERT_SEND_WITHIN_MS: i64 = HOUR_MS;
/// Milliseconds an alert may be held up (a stopped number, an outage) before its officer decides whether it
/// still goes: the burglar is elsewhere by then.
pub const ALERT_HELD_AFTER_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds an answer may wait in our outbox before it lapses.
pub const ANSWER_SEND_WITHIN_MS: i64 = DAY_MS;

/// Milliseconds a notice about people and groups may wait in our outbox before it lapses.
pub const NOTICE_SEND_WITHIN_MS: i64 = 7 * DAY_MS;

/// Milliseconds between two messages that must arrive in order: WhatsApp promises none.
pub const SECOND_MESSAGE_AFTER_MS: i64 = 2_000;

/// Answers a stranger gets in a day; the 112 line comes always.
pub const STRANGER_ANSWERS_PER_DAY: i64 = 3;

/// How many answers a stranger gets a day in all: after the ordinary ones only the 112 line, since what was not
/// understood may be an emergency in words that nobody foresaw. Bounded, so that one telephone in a loop costs little.
pub const STRANGER_112_PER_DAY: i64 = 30;
/// Characters of a politiebericht (people read it in a glance, and groups fold longer ones).
pub const POLITIEBERICHT_CHARACTERS_MAX: usize = 500;
/// Characters of the free description in a politiebericht, so that the whole stays within its limit.
pub const OMSCHRIJVING_CHARACTERS_MAX: usize = 230;
/// Characters of a description with the news since, for who gets an alert later: within the template's 1,024.
pub const OMSCHRIJVING_WITH_NEWS_CHARACTERS_MAX: usize = 480;
/// Milliseconds within which an alert of the same kind in the same wijk is likely the same incident, typed twice.
pub const SAME_INCIDENT_MS: i64 = 15 * MINUTE_MS;
/// Fewest traits beside the colour of a skin: alone it fits half a wijk.
pub const TRAITS_MIN: usize = 3;
/// Words of a direction ("het Burgemeester van Leeuwenpark"): what follows describes something else.
pub const DIRECTION_WORDS_MAX: usize = 5;
/// Characters of the name of a street of one word; longer words are none.
pub const STREET_CHARACTERS_MAX: usize = 30;
/// Fewest characters of a description that tells anybody what to look for.
pub const OMSCHRIJVING_CHARACTERS_MIN: usize = 6;
/// Characters of a text that are read at all; WhatsApp's own limit for one message.
pub const TEXT_CHARACTERS_READ_MAX: usize = 4_096;
/// Meldingen of one sender that `/status` looks back at, in milliseconds.
pub const STATUS_LOOK_BACK_MS: i64 = DAY_MS;
/// Lines of failures by group in one report, so that it fits one message.
pub const REPORT_GROUPS_MAX: usize = 12;

/// Attempts at a piece of slow work before it is given up.
pub const WORK_ATTEMPTS_MAX: i64 = 6;
/// Milliseconds before the first further attempt; each later one waits twice as long.
pub const WORK_RETRY_MS: i64 = 2_000;
/// Work that was begun is somebody's for so long: longer than its requests take.
pub const WORK_LEASE_MS: i64 = 2 * MINUTE_MS;
/// Attempts to delete a picture at Meta: hourly for the 30 days after which Meta does it by itself.
pub const WORK_DELETE_ATTEMPTS_MAX: i64 = 30 * 24 + 12;
/// Milliseconds after an alert's end at which its picture is deleted: the last copies have arrived (at most 12
/// hours on their way), and it is well within the day that is promised.
pub const PICTURE_KEPT_MS: i64 = 12 * HOUR_MS;
/// Milliseconds after which, without a decision about a picture, others are asked too.
pub const PICTURE_ASK_OTHERS_MS: i64 = 3 * MINUTE_MS;
/// Characters under a picture that are kept.
pub const PICTURE_CAPTION_MAX: usize = 200;
/// Milliseconds that a picture waits for the alert that it belongs to: as long as writing one may take.
pub const PICTURE_AHEAD_MS: i64 = 30 * MINUTE_MS;
/// Attempts at a drawing before its text is sent instead: whoever asked waits with the telephone in hand.
pub const WORK_DRAWING_ATTEMPTS_MAX: i64 = 2;
/// Milliseconds a drawing may wait in our outbox before it lapses: how it stood an hour ago misleads.
pub const DRAWING_SEND_WITHIN_MS: i64 = HOUR_MS;
/// Milliseconds after which a drawing is deleted at Meta: whoever asked has seen it long since.
pub const DRAWING_KEPT_MS: i64 = 12 * HOUR_MS;
/// Texts that are looked at of one alert: the alert, its updates, its end. Beyond it, it is no alert but a fault.
pub const ISSUED_TEXTS_MAX: i64 = 64;
/// Milliseconds between two exercises that one gemeente asks for.
pub const EXERCISE_ASKED_EVERY_MS: i64 = HOUR_MS;
/// Milliseconds after its moment at which a monthly exercise is still announced; later, its month is skipped.
pub const PROOF_ALARM_LATE_MS_MAX: i64 = HOUR_MS;
/// Characters of what the gemeente types with the exercise that it asks for.
pub const EXERCISE_TEXT_MAX: usize = 200;
/// Alerts in one question about their quality: three answers each fit a list of ten rows.
pub const QUALITY_ALERTS_MAX: usize = 3;
/// Milliseconds a question about quality may wait in our outbox: so that none asked at ten comes at night.
pub const QUALITY_SEND_WITHIN_MS: i64 = 10 * MINUTE_MS;
/// Milliseconds after the end of a shift at which is still asked; later, at the end of the next.
pub const QUALITY_LATE_MS_MAX: i64 = 5 * MINUTE_MS;
/// People in a group of WhatsApp's own Groups API, the bot not counted.
pub const GROUP_PEOPLE_MAX: usize = 8;
/// Characters of the subject of such a group.
pub const GROUP_SUBJECT_MAX: usize = 128;
/// Milliseconds between two emergency lists.
pub const EMERGENCY_LIST_MS: i64 = 7 * DAY_MS;
/// Milliseconds between two looks at how numbers and templates stand with Meta; webhooks tell sooner.
pub const ACCOUNT_LOOK_MS: i64 = HOUR_MS;
/// Milliseconds after which operators are told again of trouble that lasts.
pub const ALARM_AGAIN_MS: i64 = HOUR_MS;
/// Milliseconds before operators that could not be reached are tried again.
pub const ALARM_RETRY_MS: i64 = MINUTE_MS;
/// Milliseconds that one way of telling operators may take.
pub const ALARM_TIMEOUT_MS: u64 = 10_000;
/// Milliseconds between two signs of life.
pub const HEARTBEAT_MS: i64 = MINUTE_MS;

/// Milliseconds the text of a tip is kept after it was handed to police.
pub const TIP_KEPT_MS: i64 = 7 * DAY_MS;
/// Milliseconds that is kept how often which wish was not understood, and a sentence that was given free to learn from.
pub const MISUNDERSTOOD_KEPT_MS: i64 = 400 * DAY_MS;
/// Tips of one person with a group that are passed on in a day: police read them by hand.
pub const TIPS_A_DAY_MAX: i64 = 10;
/// Tips of one stranger that are passed on in a day.
pub const TIPS_OF_STRANGER_A_DAY_MAX: i64 = 2;
/// Tips of all strangers together that police of one gemeente get in an hour: a flood must not bury an alert.
pub const TIPS_OF_STRANGERS_AN_HOUR_MAX: i64 = 10;
/// Characters of a tip that are passed on: it fits a template with its frame.
pub const TIP_CHARACTERS_MAX: usize = 600;
/// Fewest characters of a tip that says anything.
pub const TIP_CHARACTERS_MIN: usize = 4;
/// Quiet hours within one day that last longer are asked about: who types "8 tot 22" may mean the opposite. Minutes.
pub const QUIET_BY_DAY_MINUTES_MIN: i64 = 6 * 60;
/// Days ahead that an absence may end: longer is leaving.
pub const ABSENCE_DAYS_MAX: i32 = 366;
/// Signs of one group (usual with gemeenten that place them: begin and end of the street).
pub const SIGNS_PER_GROUP_MAX: i64 = 2;
/// Stickers of one group: one for each address, and WhatsApp allows 1,024 members.
pub const STICKERS_PER_GROUP_MAX: i64 = 1_000;
/// Characters of the place and of the subject of a meeting, so that both fit the template.
pub const MEETING_CHARACTERS_MAX: usize = 120;
/// Share of the places of today's messaging limit that invitations may take; the rest is for alerts.
pub const INVITATIONS_PERCENT: i64 = 50;
/// Milliseconds before a meeting at which those who come are reminded.
pub const MEETING_REMINDER_MS: i64 = DAY_MS;
/// Days ahead that a meeting can be planned.
pub const MEETING_DAYS_MAX: i32 = 366;
/// Milliseconds after an erasure at which the address is forgotten: the last message has left by then.
pub const FORGET_AFTER_MS: i64 = 5 * MINUTE_MS;
/// Milliseconds that figures look back.
pub const FIGURES_LOOK_BACK_MS: i64 = 365 * DAY_MS;
/// Lines of wijken in one answer to `/dekking`.
pub const COVERAGE_LINES_MAX: usize = 40;

/// Rows in one multi-row statement: the largest of the fixed sizes (SQLite takes 32,766 parameters).
pub const SQL_ROWS_PER_STATEMENT: usize = 256;

/// Parts of one telephone number in a text: "06 12 34 00 01" has five, and nobody writes more than a space a digit.
pub const NUMBER_PARTS_MAX: usize = 16;

/// Bytes of a table that is imported: the register of a large gemeente is a hundredth of it.
pub const TABLE_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// Bytes of a workbook once it is unpacked: what ten thousand rows take four times over.
pub const WORKBOOK_BYTES_MAX: u64 = 48 * 1024 * 1024;
/// Files in a workbook; a spreadsheet program writes about a dozen, and some for each sheet.
pub const WORKBOOK_FILES_MAX: usize = 500;
/// Sheets of a workbook.
pub const WORKBOOK_SHEETS_MAX: usize = 100;
/// Rows of a table: more than any gemeente has groups, fewer than a sheet that was filled down to its end.
pub const TABLE_ROWS_MAX: usize = 10_000;
/// Columns of a table; the register has nine.
pub const TABLE_COLUMNS_MAX: usize = 100;
/// Texts that the cells of a workbook share, and styles: as many as a table has cells.
pub const WORKBOOK_TEXTS_MAX: usize = TABLE_ROWS_MAX * TABLE_COLUMNS_MAX;
/// Mistakes that are said of one table: whoever mends these tries again.
pub const TABLE_MISTAKES_MAX: usize = 500;
/// Characters of a bad cell that are said with its mistake.
pub const TABLE_VALUE_CHARACTERS_MAX: usize = 40;

/// A minute in milliseconds.
pub const MINUTE_MS: i64 = 60_000;
/// An hour in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A day in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// Lines typed at a preview and not in it that are kept to be shown: the last of them; more do not fit in one message.
pub const PREVIEW_LINES_KEPT: usize = 4;
/// Characters shown of each of those lines, so that the preview itself still fits.
pub const PREVIEW_LINE_CHARACTERS_SHOWN: usize = 80;
