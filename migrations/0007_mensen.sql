-- What people arrange for themselves and tell each other: absence, quiet hours, language, tips, signs, meetings.

-- Away from a moment until another; both null: not away.
alter table persoon add column afwezig_van_ms bigint;
alter table persoon add column afwezig_tot_ms bigint;
-- Quiet hours, in minutes of the Dutch day; null: none. What may break them.
alter table persoon add column stil_van bigint;
alter table persoon add column stil_tot bigint;
alter table persoon add column stil_vermissing bigint not null default 0;
alter table persoon add column stil_heterdaad bigint not null default 0;
-- The language of what the bot explains; alerts stay Dutch.
alter table persoon add column taal text not null default 'nl';
-- Erased at their own request: what is left is an id.
alter table persoon add column gewist_ms bigint;

-- When the gemeente last saw the group's registration at WABP.
alter table groep add column wabp_gezien_ms bigint;

-- Something for police that is no emergency, or that was one and is kept too. Its text is emptied after a week.
create table tip (
    id bigint primary key,
    persoon_id bigint not null references persoon (id),
    -- Empty where it is not known for which gemeente it is: then nobody got it.
    gemeente text not null,
    melding_id bigint references melding (id),
    spoed bigint not null,
    tekst text not null,
    gemaakt_ms bigint not null
);
create index tip_persoon on tip (persoon_id, gemaakt_ms);
create index tip_bewaard on tip (gemaakt_ms) where tekst <> '';

-- The messages that carried a tip: their text goes with it.
create table tip_bericht (
    tip_id bigint not null references tip (id),
    outbox_id bigint not null references outbox (id),
    primary key (tip_id, outbox_id)
);

-- Signs or stickers that were asked for.
create table bordaanvraag (
    id bigint primary key,
    groep_id bigint not null references groep (id),
    persoon_id bigint not null references persoon (id),
    -- 'bord' or 'sticker'.
    soort text not null,
    aantal bigint not null,
    -- The registration at WABP was not seen yet.
    open_punt bigint not null,
    gemaakt_ms bigint not null
);
create index bordaanvraag_groep on bordaanvraag (groep_id);

-- A meeting of the beheerders of a gemeente: a draft until it is confirmed.
create table bijeenkomst (
    id bigint primary key,
    gemeente text not null,
    wanneer_ms bigint not null,
    waar text not null,
    waarover text not null,
    -- 'concept', 'verstuurd', 'geannuleerd'.
    status text not null,
    wie_id bigint not null references persoon (id),
    phone_number_id text not null,
    gemaakt_ms bigint not null
);
create index bijeenkomst_gemeente on bijeenkomst (gemeente, wanneer_ms);

create table uitnodiging (
    bijeenkomst_id bigint not null references bijeenkomst (id),
    persoon_id bigint not null references persoon (id),
    verstuurd_ms bigint not null,
    -- 1 comes, 0 does not, null did not say.
    komt bigint,
    antwoord_ms bigint,
    primary key (bijeenkomst_id, persoon_id)
);
create index uitnodiging_persoon on uitnodiging (persoon_id);
insert into teller (naam, volgende) values ('tip', 1), ('bordaanvraag', 1), ('bijeenkomst', 1);
