-- What Meta says and asks: templates, limits, stopped numbers, prices, pictures and groups of its own.

-- Meta said that the window is closed: a template from now on.
alter table outbox add column zonder_vrij bigint not null default 0;
-- The template that left last ('naam taal'); null when it left free-form.
alter table outbox add column sjabloon text;
-- Claimed while the person's window was closed: counts for the messaging limit of 24 hours.
alter table outbox add column buiten_venster_ms bigint;
-- Statuses of repetitions up to this one are about an attempt that failed: they count no more.
alter table outbox add column nietig_tot bigint not null default -1;
-- Released by the officer after it was held up: it may wait five minutes again.
alter table outbox add column vrijgegeven_ms bigint;
-- What Meta charges for it, from the status webhooks.
alter table outbox add column prijs_categorie text;
alter table outbox add column prijs_soort text;
alter table outbox add column geprijsd_ms bigint;
create index outbox_buiten_venster on outbox (buiten_venster_ms) where buiten_venster_ms is not null;
create index outbox_buiten_venster_persoon on outbox (persoon_id, buiten_venster_ms) where buiten_venster_ms is not null;
create index outbox_geprijsd on outbox (geprijsd_ms) where geprijsd_ms is not null;
create index outbox_vastgehouden on outbox (melding_id) where toestand = 'vastgehouden';

-- How a template stands with Meta, from webhooks, refusals and looking it up.
create table sjabloon_stand (
    naam text not null,
    taal text not null,
    status text not null,
    categorie text not null default '',
    kwaliteit text not null default '',
    gewijzigd_ms bigint not null,
    primary key (naam, taal)
);

-- How a business number stands.
create table nummer_stand (
    phone_number_id text primary key,
    -- Nothing leaves: Meta's code (0 and below: no connection), and since when.
    gestopt_code bigint,
    gestopt_ms bigint,
    -- It was a status that said so: an acceptance then proves nothing, only a 'sent' does.
    gestopt_laat bigint not null default 0,
    kwaliteit text not null default '',
    -- Messages a second; null: not known.
    doorvoer bigint,
    -- People outside their window in 24 hours; null: not known or without limit.
    limiet bigint,
    bijgewerkt_ms bigint not null
);

-- What operators were told, so that they are told once, and hear when it is over.
create table alarm (
    sleutel text primary key,
    tekst text not null,
    begonnen_ms bigint not null,
    gemeld_ms bigint
);

-- Slow work outside transactions (fetch a picture, upload it, make a group): its result comes back as a change.
create table opdracht (
    id bigint primary key,
    soort text not null,
    voorwerp_id bigint not null,
    phone_number_id text not null,
    -- What is needed for it, as JSON.
    inhoud text not null,
    toestand text not null,
    pogingen bigint not null default 0,
    volgende_ms bigint not null,
    gemaakt_ms bigint not null,
    fout text
);
create index opdracht_open on opdracht (volgende_ms) where toestand = 'open';
insert into teller (naam, volgende) values ('opdracht', 1), ('foto', 1), ('groepsgesprek', 1);

-- A picture for an alert about a missing person. Its bytes are kept until it was uploaded again, and emptied.
create table foto (
    id bigint primary key,
    melding_id bigint not null references melding (id),
    verzender_id bigint not null references persoon (id),
    phone_number_id text not null,
    bijschrift text not null default '',
    -- The id of what came in, for seven days at Meta; of what we uploaded, for thirty.
    ontvangen_id text,
    sha256 text,
    upload_id text,
    toestand text not null,
    goedgekeurd_door bigint references persoon (id),
    gemaakt_ms bigint not null,
    -- To be gone from Meta and from here by then.
    wissen_ms bigint,
    gewist_ms bigint
);
create index foto_melding on foto (melding_id);
-- When somebody got the picture by itself, to forward.
alter table ontvangst add column foto_ms bigint;

-- A real WhatsApp group of at most eight, made by the bot.
create table groepsgesprek (
    id bigint primary key,
    gemeente text not null,
    onderwerp text not null,
    phone_number_id text not null,
    gemaakt_door bigint not null references persoon (id),
    -- Meta's id of the request, then of the group.
    aanvraag_id text,
    group_id text,
    uitnodiging text,
    toestand text not null,
    gemaakt_ms bigint not null
);
create index groepsgesprek_group on groepsgesprek (group_id);

create table groepsgesprek_lid (
    groepsgesprek_id bigint not null references groepsgesprek (id),
    persoon_id bigint not null references persoon (id),
    -- Set when they joined.
    lid_ms bigint,
    primary key (groepsgesprek_id, persoon_id)
);
