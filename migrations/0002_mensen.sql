-- People who sign up, hand over, are invited, blocked or suspended, and the groups' own facts.

-- Imported: gets no alert until they have written or tapped once themselves.
alter table persoon add column uitgenodigd_ms bigint;
-- Police and gemeente rights rest until a colleague confirms the person (their number changed).
alter table persoon add column opgeschort_ms bigint;
-- Is to be welcomed as soon as they write.
alter table persoon add column welkom_open bigint not null default 0;
-- Reported that the test message was heard.
alter table persoon add column gehoord_ms bigint;

-- The wijk of a wijkagent; empty for a role that holds in the whole gemeente.
create table toekenning_nieuw (
    persoon_id bigint not null references persoon (id),
    rol text not null,
    gemeente text not null,
    wijk text not null default '',
    gemaakt_ms bigint not null,
    primary key (persoon_id, rol, gemeente, wijk)
);
insert into toekenning_nieuw (persoon_id, rol, gemeente, gemaakt_ms)
    select persoon_id, rol, gemeente, gemaakt_ms from toekenning;
drop table toekenning;
alter table toekenning_nieuw rename to toekenning;

alter table groep add column leden bigint;
-- What the beheerder said of the registration at WABP: a number or link, 'nee' or 'weet niet'.
alter table groep add column wabp text;
alter table groep add column borden text;
alter table groep add column stickers text;

-- Timed work is no longer about meldingen alone.
create table taak_nieuw (
    id bigint primary key,
    soort text not null,
    voorwerp_id bigint not null,
    te_doen_ms bigint not null,
    gedaan_ms bigint,
    unique (soort, voorwerp_id)
);
insert into taak_nieuw (id, soort, voorwerp_id, te_doen_ms, gedaan_ms)
    select id, soort, melding_id, te_doen_ms, gedaan_ms from taak;
drop table taak;
alter table taak_nieuw rename to taak;
create index taak_open on taak (te_doen_ms) where gedaan_ms is null;

-- Somebody who asks to become beheerder. Two halves agree: gemeente and police, two persons.
create table aanmelding (
    id bigint primary key,
    persoon_id bigint not null references persoon (id),
    phone_number_id text not null,
    gemeente text not null,
    wijk text not null,
    naam text not null,
    groepsnaam text not null,
    leden bigint,
    wabp text not null,
    status text not null,
    gemeente_door bigint references persoon (id),
    politie_door bigint references persoon (id),
    gemaakt_ms bigint not null,
    besloten_ms bigint
);
create index aanmelding_open on aanmelding (gemeente) where status = 'ingediend';
create index aanmelding_persoon on aanmelding (persoon_id, id);
insert into teller (naam, volgende) values ('aanmelding', 1);

-- A hand-over of groups from one person to another: proposed with a code, accepted from the new phone, agreed
-- to by gemeente and police, and done a day after it was accepted.
create table overdracht (
    id bigint primary key,
    van_id bigint not null references persoon (id),
    -- Who began it: the beheerder, or the gemeente for one who is gone.
    gestart_door bigint not null references persoon (id),
    naar_id bigint references persoon (id),
    phone_number_id text not null,
    gemeente text not null,
    -- Emptied as soon as it was used.
    code text not null,
    -- The code works from this number only, if one was given; digits.
    verwacht_nummer text,
    status text not null,
    gemeente_door bigint references persoon (id),
    politie_door bigint references persoon (id),
    gemaakt_ms bigint not null,
    aanvaard_ms bigint,
    besloten_ms bigint
);
create index overdracht_open on overdracht (gemeente) where status in ('voorgesteld', 'aanvaard');

create table overdracht_groep (
    overdracht_id bigint not null references overdracht (id),
    groep_id bigint not null references groep (id),
    primary key (overdracht_id, groep_id)
);
create index overdracht_groep_groep on overdracht_groep (groep_id);
insert into teller (naam, volgende) values ('overdracht', 1);
