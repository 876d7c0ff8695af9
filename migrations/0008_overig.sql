-- Drawings of how an alert stands, exercises that are asked for or planned, and how good alerts were.

-- A drawing that somebody asked for, and its id at Meta until it is deleted there. Never the drawing itself.
create table beeld (
    id bigint primary key,
    melding_id bigint not null references melding (id),
    -- Who asked, and where.
    persoon_id bigint not null references persoon (id),
    phone_number_id text not null,
    chat text not null,
    -- When it was answered: with the drawing, or in words.
    beantwoord_ms bigint,
    upload_id text,
    gemaakt_ms bigint not null
);

-- An exercise that nobody holds yet: asked for by the gemeente, or the proof alarm of a month.
create table oefening_voorstel (
    id bigint primary key,
    gemeente text not null,
    -- '2026-12' for the proof alarm of that month; empty for one that was asked for.
    maand text not null default '',
    -- What was typed behind /oefening; empty for a proof alarm.
    tekst text not null default '',
    persoon_id bigint references persoon (id),
    gemaakt_ms bigint not null,
    -- When the senders were told.
    gemeld_ms bigint
);
create unique index oefening_voorstel_maand on oefening_voorstel (gemeente, maand) where maand <> '';
create index oefening_voorstel_gemeente on oefening_voorstel (gemeente, gemaakt_ms);

-- From when its sender may be asked how good it was, and when they were.
alter table melding add column kwaliteit_vanaf_ms bigint;
alter table melding add column kwaliteit_gevraagd_ms bigint;

insert into teller (naam, volgende) values ('beeld', 1), ('oefening_voorstel', 1);
