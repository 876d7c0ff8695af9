-- One set of SQL for SQLite and PostgreSQL. Numbers, truth values and epoch milliseconds are bigint,
-- raw bodies and hashes bytea (they need not be UTF-8), the rest text.

-- Ids are taken in blocks inside the transaction that uses them, so that id order is commit order.
create table teller (
    naam text primary key,
    volgende bigint not null
);
insert into teller (naam, volgende) values
    ('persoon', 1), ('groep', 1), ('melding', 1), ('inbox', 1), ('outbox', 1), ('taak', 1), ('spoor', 1);

-- Facts about this database itself, such as the mark that tells its messages from another database's.
create table instelling (
    naam text primary key,
    waarde text not null
);

-- A person is an id. Strangers get one too: a flood is counted by person, and whoever signs up later keeps it.
create table persoon (
    id bigint primary key,
    naam text,
    geblokkeerd bigint not null default 0,
    -- Set when WhatsApp says that the number does not work, cleared when the person writes.
    onbereikbaar_ms bigint,
    gemaakt_ms bigint not null
);

-- How WhatsApp knows a person: 'telefoon' (digits with country code) or 'bsuid'.
create table identiteit (
    soort text not null,
    waarde text not null,
    persoon_id bigint not null references persoon (id),
    gemaakt_ms bigint not null,
    primary key (soort, waarde)
);
create index identiteit_persoon on identiteit (persoon_id);

create table toekenning (
    persoon_id bigint not null references persoon (id),
    rol text not null,
    gemeente text not null,
    gemaakt_ms bigint not null,
    primary key (persoon_id, rol, gemeente)
);

create table groep (
    id bigint primary key,
    gemeente text not null,
    naam text not null,
    -- The name in small letters: one group of a name in a gemeente.
    naam_sleutel text not null,
    gemaakt_ms bigint not null,
    unique (gemeente, naam_sleutel)
);

create table groep_wijk (
    groep_id bigint not null references groep (id),
    wijk text not null,
    primary key (groep_id, wijk)
);

create table beheer (
    groep_id bigint not null references groep (id),
    persoon_id bigint not null references persoon (id),
    rang text not null,
    primary key (groep_id, persoon_id)
);
create index beheer_persoon on beheer (persoon_id);

-- What Meta sent, one row a message, status or change. Done in the transaction that holds its effects.
create table inbox (
    id bigint primary key,
    sleutel bytea not null unique,
    soort text not null,
    phone_number_id text not null,
    chat text not null,
    ontvangen_ms bigint not null,
    payload bytea,
    toestand text not null,
    pogingen bigint not null default 0,
    volgende_ms bigint not null default 0
);
create index inbox_berichten on inbox (id) where toestand = 'nieuw' and soort <> 'status';
create index inbox_statussen on inbox (id) where toestand = 'nieuw' and soort = 'status';
create index inbox_ontvangen on inbox (ontvangen_ms);

-- A chat is keyed by business number, group (empty for one-to-one) and person.
create table gesprek (
    phone_number_id text not null,
    chat text not null,
    persoon_id bigint not null references persoon (id),
    -- The person's last message: opens the 24-hour window.
    laatste_ms bigint not null,
    -- Answers to somebody without a role are counted by day.
    antwoord_dag bigint not null default 0,
    antwoorden bigint not null default 0,
    primary key (phone_number_id, chat, persoon_id)
);

create table dialoog (
    phone_number_id text not null,
    chat text not null,
    persoon_id bigint not null references persoon (id),
    versie bigint not null,
    inhoud text not null,
    verloopt_ms bigint not null,
    primary key (phone_number_id, chat, persoon_id)
);

create table melding (
    id bigint primary key,
    gemeente text not null,
    volgnummer bigint not null,
    nummer text not null unique,
    soort text not null,
    omschrijving text not null,
    status text not null,
    -- Grows with each change of a draft; a button carries the version that it was shown with.
    versie bigint not null,
    verzender_id bigint not null references persoon (id),
    -- Where the sender hears how it goes.
    phone_number_id text not null,
    chat text not null,
    gemaakt_ms bigint not null,
    geldig_tot_ms bigint not null,
    verzonden_ms bigint,
    -- The sender has been told that every group reported it.
    compleet_ms bigint,
    unique (gemeente, volgnummer)
);
create index melding_verzender on melding (verzender_id, gemaakt_ms);

create table melding_wijk (
    melding_id bigint not null references melding (id),
    wijk text not null,
    -- As the sender named them.
    volgorde bigint not null,
    primary key (melding_id, wijk)
);

-- One melding to one groep, and the first report that it stands there.
create table uitzetting (
    melding_id bigint not null references melding (id),
    groep_id bigint not null references groep (id),
    geplaatst_ms bigint,
    geplaatst_door bigint references persoon (id),
    primary key (melding_id, groep_id)
);

-- What leaves: each row until WhatsApp accepts or refuses it, or its time has passed.
create table outbox (
    id bigint primary key,
    phone_number_id text not null,
    chat text not null,
    persoon_id bigint not null references persoon (id),
    -- 0 is most urgent.
    klasse bigint not null,
    melding_id bigint references melding (id),
    -- Both forms of the message, as JSON with a version.
    bericht text not null,
    antwoord_op text,
    toestand text not null,
    -- The template could not be used: free-form from now on.
    zonder_sjabloon bigint not null default 0,
    pogingen bigint not null default 0,
    herhalingen bigint not null default 0,
    gemaakt_ms bigint not null,
    volgende_ms bigint not null,
    geldig_tot_ms bigint not null,
    geclaimd_ms bigint,
    wamid text,
    geaccepteerd_ms bigint,
    verzonden_ms bigint,
    afgeleverd_ms bigint,
    gelezen_ms bigint,
    mislukt_ms bigint,
    fout_code bigint
);
create index outbox_wacht on outbox (phone_number_id, klasse, id) where toestand = 'wacht';
create index outbox_wacht_persoon on outbox (persoon_id) where toestand = 'wacht';
create index outbox_wacht_moment on outbox (volgende_ms) where toestand = 'wacht';
create index outbox_geclaimd on outbox (geclaimd_ms) where toestand = 'geclaimd';
create index outbox_wamid on outbox (wamid);
create index outbox_melding on outbox (melding_id);

-- One melding to one person: the message they got and what they said.
create table ontvangst (
    melding_id bigint not null references melding (id),
    persoon_id bigint not null references persoon (id),
    outbox_id bigint not null references outbox (id),
    antwoord text not null default 'geen',
    antwoord_ms bigint,
    primary key (melding_id, persoon_id)
);
create index ontvangst_persoon on ontvangst (persoon_id, melding_id);

-- Timed work on a melding; each kind once.
create table taak (
    id bigint primary key,
    soort text not null,
    melding_id bigint not null references melding (id),
    te_doen_ms bigint not null,
    gedaan_ms bigint,
    unique (soort, melding_id)
);
create index taak_open on taak (te_doen_ms) where gedaan_ms is null;

-- Who did what, and what was refused. Rows are only ever added.
create table spoor (
    id bigint primary key,
    tijd_ms bigint not null,
    persoon_id bigint not null,
    rol text not null,
    daad text not null,
    voorwerp text not null,
    geweigerd text
);
create index spoor_persoon on spoor (persoon_id, tijd_ms);
