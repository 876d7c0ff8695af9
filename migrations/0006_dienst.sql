-- Who is typing: telephones that several share, secrets for one-time codes, and who is signed on where.

-- A telephone (a person with a number) that several of the police share.
create table telefoon_gedeeld (
    persoon_id bigint primary key references persoon (id),
    gemaakt_ms bigint not null
);

-- The secret of somebody's authenticator app, and the last step whose code was used.
create table dienst_sleutel (
    persoon_id bigint primary key references persoon (id),
    geheim bytea not null,
    laatste_stap bigint not null default 0,
    gemaakt_ms bigint not null
);

-- Who is signed on to a telephone: one person at most.
create table dienst (
    telefoon_id bigint primary key references persoon (id),
    persoon_id bigint not null references persoon (id),
    phone_number_id text not null,
    vanaf_ms bigint not null,
    tot_ms bigint not null
);
create index dienst_persoon on dienst (persoon_id);

-- Wrong codes, for the limit; never what was typed.
create table dienst_fout (
    id bigint primary key,
    telefoon_id bigint not null references persoon (id),
    tijd_ms bigint not null
);
create index dienst_fout_telefoon on dienst_fout (telefoon_id, tijd_ms);

-- What was typed or tapped while nobody was signed on, to go on with afterwards; emptied within the hour.
create table dienst_wacht (
    telefoon_id bigint primary key references persoon (id),
    -- 'tekst' or 'knop'
    soort text not null,
    inhoud text not null,
    gemaakt_ms bigint not null
);

insert into teller (naam, volgende) values ('dienst_fout', 1);

-- The person who sent a picture: whoever was signed on, where several share the telephone of verzender_id.
alter table foto add column wie_id bigint references persoon (id);

-- Of an alert that waits for a second person: since when.
alter table melding add column tweede_gevraagd_ms bigint;
