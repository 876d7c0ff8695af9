// Every word of the page, in Dutch and English. What the bot and the people say stays as they say it.

const WORDS = {
  nl: {
    skip: "Naar de telefoons",
    subtitle: "politiebericht naar de buurt, in seconden",
    levers: "Hendels", time: "Tijd", hour: "+1 u", day: "+24 u", week: "+7 d", month: "+30 d", moving: "tijd loopt door…",
    bot_runs: "Bot aan", bot_off: "Bot uit", bot_elsewhere: "Bot draait elders",
    fault: "WhatsApp", fault_none: "werkt", fault_slow: "traag (3 s)", fault_errors: "geeft fouten (30%)",
    fault_too_fast: "zegt 'te snel' (30%)", fault_lost: "verliest antwoorden (30%)", fault_down: "ligt plat",
    fault_disorder: "meldt dubbel en door elkaar",
    sleepers: "Beheerders", sleepers_0: "wakker", sleepers_percent: "{n}% slaapt",
    tour: "Rondleiding", theme: "Licht of donker",
    phones: "Telefoons", show: "Telefoon", open_other: "Andere telefoon", open_other_hint: "naam, wijk, nieuw nummer",
    other_empty: "Typ een naam, een wijk of een nieuw nummer.", other_none: "Geen telefoon heet '{what}'. Kies er een uit de lijst, of typ een nieuw nummer.",
    other_many: "{n} telefoons passen bij '{what}': {names}… Typ er meer bij, of kies uit de lijst.",
    other_wrong: "'{what}' kan geen nieuwe telefoon zijn. Typ een nummer als 06 1234 0777, dat nog niemand heeft.",
    neighbourhood: "De wijken", neighbourhood_short: "Wijken", gemeente: "Gemeente", wire: "De draad",
    wire_phone: "Telefoon op de draad", wire_all: "alle telefoons", wire_statuses: "statussen", views: "Beeld",
    groups_of_wijk: "Groepen van de wijk",
    lost: "Geen verbinding met het programma. Zodra het er weer is, gaat het hier verder.",
    lost_said: "Verbinding weg.", back_said: "Verbinding terug.",
    no_connection: "Geen verbinding: niet verstuurd. Uw tekst staat er nog.",
    officer: "politie", second_officer: "politie", gemeente_part: "gemeente", beheerder: "beheerder", resident: "bewoner", other: "",
    unread: "{n} ongelezen", phone_off: "Telefoon uit", phone_on: "Telefoon aan", switch_off: "Zet telefoon uit", switch_on: "Zet telefoon aan",
    asleep: "slaapt", close_phone: "Sluit telefoon van {name}", close_group: "Sluit groep {name}",
    business: "Zakelijk account", verified: "geverifieerd", typing: "aan het typen…",
    messages_of: "Berichten op de telefoon van {name}", message: "Bericht", message_hint: "Typ een bericht",
    send: "Verstuur", share: "Delen", more: "Meer met dit bericht", groups: "Groepen",
    answer: "Antwoorden", forward: "Doorsturen", react: "Reageren", copy: "Kopiëren", on_wire: "Toon op de draad", cancel: "Sluiten",
    answering: "Antwoord op", forwarded: "Doorgestuurd", forward_to: "Doorsturen naar…", choose_groups: "Kies een of meer groepen", forward_now: "Stuur door",
    send_to: "Versturen naar…", opens_link: "Deze knop opent", open_link: "Open", no_groups: "Deze telefoon zit in geen buurtgroep.",
    share_place: "Locatie", share_contact: "Contact", share_picture: "Foto kiezen", share_sample: "Voorbeeldfoto", which_contact: "Wiens contact?",
    picture: "Foto", you: "U", bot: "heterdaad", location: "Locatie", contact_card: "Contact", reaction: "Reactie {emoji}",
    sent: "verzonden", delivered: "bezorgd", read: "gelezen", members: "{n} leden · de bot zit er niet in", no_posts: "Nog niets geplaatst.",
    empty_chat: "Dit is een zakelijk account. Tik op een voorbeeld of typ iets.", examples: "Probeer",
    place_name: "Plein 1, Rokkeveen",
    stand_rust: "rust", stand_onderweg: "onderweg", stand_bezorgd: "bezorgd", stand_geplaatst: "gemeld geplaatst", stand_kan_niet: "kan niet", stand_niet_bezorgd: "niet bezorgd",
    no_alert: "Nog geen politiebericht. Elke stip is een buurtgroep.",
    fig_delivered: "bezorgd", fig_posted: "groepen gemeld geplaatst", half_in: "helft in {t}", last_in: "laatste in {t}", sent_at: "verstuurd {t}",
    wijk_label: "{naam}: {n} groepen, {g} gemeld geplaatst, {b} bezorgd", open_phone: "Open telefoon van {name}", no_map: "De wijken staan in de demo, waar de bot in hetzelfde programma draait.",
    w_api: "bot → WhatsApp", w_webhook: "WhatsApp → bot", w_waiting: "wacht", w_lost: "weg", w_request: "Verzoek", w_answer: "Antwoord", w_curl: "Kopieer als curl", w_copied: "Gekopieerd.",
    w_none: "Nog niets.", w_read: "gelezen", w_read_typing: "gelezen, typt", w_status: "status {s}", w_attempt: "poging {n}", w_more: "en {n} meer",
    w_text: "tekst", w_template: "sjabloon", w_interactive: "knoppen of lijst", w_button: "tik op sjabloonknop", w_tap: "tik", w_reaction: "reactie", w_image: "foto", w_location: "locatie", w_contacts: "contact", w_not_kept: "Dit staat niet meer op de draad.", w_on_way: "Dit is nog onderweg naar de bot.",
    account: "Account bij WhatsApp", account_short: "Account", account_brief: "{n} van {of} sjablonen goedgekeurd", account_stopped: "een nummer is stilgezet", templates: "Sjablonen",
    limit: "Bereik per 24 uur", limit_none: "onbeperkt", limit_people: "{n} mensen", category: "Soort",
    category_UTILITY: "dienst", category_MARKETING: "reclame", category_AUTHENTICATION: "code",
    stop: "Nummer", stop_none: "werkt", stop_190: "token verlopen", stop_368: "account beperkt", stop_131031: "account op slot", stop_131037: "naam niet goedgekeurd", stop_131042: "betaling mislukt", stop_131057: "onderhoud", stop_131045: "registratie fout", stop_131048: "spamlimiet", stop_132007: "beleid", stop_133010: "niet geregistreerd",
    speed: "Berichten per seconde", speed_coexistence: "20", speed_standard: "80", speed_high: "1.000", quality: "Kwaliteit", quality_GREEN: "hoog", quality_YELLOW: "midden", quality_RED: "laag", quality_UNKNOWN: "onbekend",
    state_PENDING: "in behandeling", state_APPROVED: "goedgekeurd", state_REJECTED: "afgekeurd", state_PAUSED: "gepauzeerd", state_DISABLED: "uitgezet",
    decide_approve: "Keur goed", decide_reject: "Keur af", decide_pause: "Pauzeer", decide_disable: "Zet uit", decide_on: "{what}: {name}",
    tour_next: "Sla over", tour_stop: "Stop", tour_end: "Klaar", tour_step: "stap {n} van {of}",
    tour_1: "Er wordt ingebroken in Rokkeveen. Tik bij de agent op het eerste voorbeeld en verstuur het.",
    tour_2: "De bot laat precies zien wat uitgaat, en hoeveel groepen het bereikt. Er is nog niets weg. Tik op Versturen.",
    tour_3: "Alle buurtgroepen van de wijk krijgen het bericht: elk een stip, bij Wijken. Kijk bij de beheerder: die weet niet hoe het moet. Tik op Hulp bij doorsturen.",
    tour_4: "Eén tik: op Zet in mijn groep. WhatsApp opent met de tekst klaar. Kies een groep en verstuur.",
    tour_5: "Het staat nu in de buurtgroep, als gewoon bericht. Meld dat aan de bot: tik op Staat in de groep.",
    tour_6: "De bot controleert: was de tik te snel, of zijn er meer groepen? Antwoord wat klopt, tot hij 'Genoteerd' zegt.",
    tour_7: "Zet de klok tien minuten verder. De agent hoort hoe het staat.",
    tour_8: "Trek de stekker uit de bot, en zet hem weer aan. Hij gaat verder waar hij was.",
    tour_9: "Dat was het. Probeer gerust verkeerde dingen: een typefout, een oude knop, een onbekende die zich politie noemt.",
  },
  en: {
    skip: "To the phones",
    subtitle: "a police alert into the neighbourhood, in seconds",
    levers: "Levers", time: "Time", hour: "+1 h", day: "+24 h", week: "+7 d", month: "+30 d", moving: "time is passing…",
    bot_runs: "Bot on", bot_off: "Bot off", bot_elsewhere: "Bot runs elsewhere",
    fault: "WhatsApp", fault_none: "works", fault_slow: "is slow (3 s)", fault_errors: "gives errors (30%)",
    fault_too_fast: "says 'too fast' (30%)", fault_lost: "loses answers (30%)", fault_down: "is down",
    fault_disorder: "reports twice and in disorder",
    sleepers: "Admins", sleepers_0: "awake", sleepers_percent: "{n}% asleep",
    tour: "Tour", theme: "Light or dark",
    phones: "Phones", show: "Phone", open_other: "Another phone", open_other_hint: "name, district, new number",
    other_empty: "Type a name, a district or a new number.", other_none: "No phone is called '{what}'. Choose one from the list, or type a new number.",
    other_many: "{n} phones fit '{what}': {names}… Type more, or choose from the list.",
    other_wrong: "'{what}' cannot be a new phone. Type a number like 06 1234 0777 that nobody has yet.",
    neighbourhood: "The neighbourhood", neighbourhood_short: "Districts", gemeente: "Municipality", wire: "The wire",
    wire_phone: "Phone on the wire", wire_all: "all phones", wire_statuses: "statuses", views: "View",
    groups_of_wijk: "Groups of the district",
    lost: "No connection with the program. It goes on here as soon as it is back.",
    lost_said: "Connection lost.", back_said: "Connection back.",
    no_connection: "No connection: not sent. Your text is still there.",
    officer: "police", second_officer: "police", gemeente_part: "municipality", beheerder: "group admin", resident: "resident", other: "",
    unread: "{n} unread", phone_off: "Phone off", phone_on: "Phone on", switch_off: "Switch phone off", switch_on: "Switch phone on",
    asleep: "asleep", close_phone: "Close phone of {name}", close_group: "Close group {name}",
    business: "Business account", verified: "verified", typing: "typing…",
    messages_of: "Messages on the phone of {name}", message: "Message", message_hint: "Type a message",
    send: "Send", share: "Share", more: "More with this message", groups: "Groups",
    answer: "Reply", forward: "Forward", react: "React", copy: "Copy", on_wire: "Show on the wire", cancel: "Close",
    answering: "Reply to", forwarded: "Forwarded", forward_to: "Forward to…", choose_groups: "Choose one or more groups", forward_now: "Forward",
    send_to: "Send to…", opens_link: "This button opens", open_link: "Open", no_groups: "This phone is in no residents' group.",
    share_place: "Location", share_contact: "Contact", share_picture: "Choose picture", share_sample: "Sample picture", which_contact: "Whose contact?",
    picture: "Picture", you: "You", bot: "heterdaad", location: "Location", contact_card: "Contact", reaction: "Reaction {emoji}",
    sent: "sent", delivered: "delivered", read: "read", members: "{n} members · the bot is not in it", no_posts: "Nothing posted yet.",
    empty_chat: "This is a business account. Tap an example or type something.", examples: "Try",
    place_name: "Plein 1, Rokkeveen",
    stand_rust: "at rest", stand_onderweg: "on its way", stand_bezorgd: "delivered", stand_geplaatst: "reported posted", stand_kan_niet: "cannot", stand_niet_bezorgd: "not delivered",
    no_alert: "No police alert yet. Each dot is a neighbourhood group.",
    fig_delivered: "delivered", fig_posted: "groups reported posted", half_in: "half within {t}", last_in: "last within {t}", sent_at: "sent {t}",
    wijk_label: "{naam}: {n} groups, {g} reported posted, {b} delivered", open_phone: "Open phone of {name}", no_map: "The districts are in the demo, where the bot runs in the same program.",
    w_api: "bot → WhatsApp", w_webhook: "WhatsApp → bot", w_waiting: "waiting", w_lost: "lost", w_request: "Request", w_answer: "Answer", w_curl: "Copy as curl", w_copied: "Copied.",
    w_none: "Nothing yet.", w_read: "read", w_read_typing: "read, typing", w_status: "status {s}", w_attempt: "attempt {n}", w_more: "and {n} more",
    w_text: "text", w_template: "template", w_interactive: "buttons or list", w_button: "tap on template button", w_tap: "tap", w_reaction: "reaction", w_image: "picture", w_location: "location", w_contacts: "contact", w_not_kept: "This is no longer on the wire.", w_on_way: "This is still on its way to the bot.",
    account: "Account at WhatsApp", account_short: "Account", account_brief: "{n} of {of} templates approved", account_stopped: "a number is stopped", templates: "Templates",
    limit: "Reach in 24 hours", limit_none: "unlimited", limit_people: "{n} people", category: "Kind",
    category_UTILITY: "utility", category_MARKETING: "marketing", category_AUTHENTICATION: "code",
    stop: "Number", stop_none: "works", stop_190: "token expired", stop_368: "account restricted", stop_131031: "account locked", stop_131037: "name not approved", stop_131042: "payment failed", stop_131057: "maintenance", stop_131045: "registration wrong", stop_131048: "spam limit", stop_132007: "policy", stop_133010: "not registered",
    speed: "Messages a second", speed_coexistence: "20", speed_standard: "80", speed_high: "1,000", quality: "Quality", quality_GREEN: "high", quality_YELLOW: "medium", quality_RED: "low", quality_UNKNOWN: "unknown",
    state_PENDING: "under review", state_APPROVED: "approved", state_REJECTED: "rejected", state_PAUSED: "paused", state_DISABLED: "disabled",
    decide_approve: "Approve", decide_reject: "Reject", decide_pause: "Pause", decide_disable: "Disable", decide_on: "{what}: {name}",
    tour_next: "Skip", tour_stop: "Stop", tour_end: "Done", tour_step: "step {n} of {of}",
    tour_1: "Burglars are at work in Rokkeveen. On the officer's phone, tap the first example and send it.",
    tour_2: "The bot shows exactly what will be sent, and how many groups it reaches. Nothing has left yet. Tap Versturen (send).",
    tour_3: "All groups of the wijk get the alert: a dot for each, under Wijken. The admin does not know how to forward it: tap Hulp bij doorsturen (help with forwarding).",
    tour_4: "One tap: Zet in mijn groep (put it in my group). WhatsApp opens with the text ready. Choose a group and send.",
    tour_5: "It now stands in the residents' group, as an ordinary message. Tell the bot: tap Staat in de groep (it is in the group).",
    tour_6: "The bot checks: was the tap too quick, or are there more groups? Answer what is true, until it says 'Genoteerd' (noted).",
    tour_7: "Move the clock ten minutes forward. The officer hears how it stands.",
    tour_8: "Pull the plug of the bot, and switch it on again. It goes on where it was.",
    tour_9: "That was it. Do try wrong things: a typo, an old button, a stranger who calls himself police.",
  },
};

// What can be tried on each phone, with its meaning in English.
export const EXAMPLES = {
  officer: [
    ["/melding woninginbraak Rokkeveen man zwarte jas witte schoenen richting station", "alert: house burglary in Rokkeveen, man, black coat, white shoes, towards the station"],
    ["/melding", "alert; the bot asks what is missing"],
    ["/status", "how does my alert stand?"],
    ["/hlep", "help, with a typo"],
  ],
  second_officer: [
    ["/melding overval centrum man met blauwe pet", "alert: robbery in the centre; there are two"],
    ["vermist kind Waldeck meisje 6 jaar rode jas sinds 14.00 uur", "missing child in Waldeck, girl of 6, red coat"],
    ["/status", "how does my alert stand?"],
  ],
  gemeente: [["/aanvragen", "which requests wait?"], ["/wie Rokkeveen", "who runs the groups of Rokkeveen?"], ["/help", "what can I do here?"]],
  beheerder: [["doorgestuurd", "forwarded"], ["ben aan het werk", "I am at work"], ["/overdragen", "hand my group over"], ["/help", "what can I do here?"]],
  resident: [["ik wil beheerder worden", "I want to become an admin"], ["/aanmelden bewoner Berkenhof, Rokkeveen, groep Buurtapp Berkenhof, 46 leden, wabp ja", "sign up, all in one line"], ["melding inbraak", "report burglary"], ["/help", "what can I do here?"]],
  other: [["/help", "what can I do here?"], ["doorgestuurd", "forwarded"]],
};

let language = "nl";

/** The word in the language of the page. */
export function t(key, values = {}) {
  const word = WORDS[language][key] ?? key;
  return word.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The language of the page. */
export const lang = () => language;

/** Changes the language, and every word that stands in the page from the beginning. */
export function setLanguage(to) {
  language = to === "en" ? "en" : "nl";
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = t(element.dataset.placeholder);
}

const clockFormat = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minuteFormat = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" });

const dateFormat = (language) => new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { timeZone: "Europe/Amsterdam", weekday: "short", day: "numeric", month: "short" });
const dateFormats = { nl: dateFormat("nl"), en: dateFormat("en") };

/** The day, the date and the month. */
export const date = (ms) => dateFormats[language].format(ms);
/** Hours, minutes and seconds. */
export const seconds = (ms) => clockFormat.format(ms);
/** Hours and minutes. */
export const minutes = (ms) => minuteFormat.format(ms);

/** A duration in words: 0,8 s or 2 min 5 s. */
export function duration(ms) {
  if (ms === null || ms === undefined) return "";
  if (ms < 60000) return `${(ms / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} s`;
  const whole = Math.round(ms / 1000);
  return whole % 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole / 60} min`;
}
