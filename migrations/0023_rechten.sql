-- Roles end, and each has a number for buttons.
create table toekenning_nieuw (
    nummer bigint not null unique,
    persoon_id bigint not null references persoon (id),
    rol text not null,
    gemeente text not null,
    -- The wijk of a wijkagent; empty for a role that holds in the whole gemeente.
    wijk text not null default '',
    gemaakt_ms bigint not null,
    -- When it ends; null: it has no end, or one of before this that gets its end at the next round.
    einde_ms bigint,
    -- The last warning before that end: '', 'maand', 'week'.
    gewaarschuwd text not null default '',
    -- Who wants it to go on, where that takes two, and since when.
    verlengen_door_id bigint references persoon (id),
    verlengen_ms bigint,
    primary key (persoon_id, rol, gemeente, wijk)
);
insert into toekenning_nieuw (nummer, persoon_id, rol, gemeente, wijk, gemaakt_ms)
    select row_number() over (order by persoon_id, rol, gemeente, wijk), persoon_id, rol, gemeente, wijk, gemaakt_ms
    from toekenning;
drop table toekenning;
alter table toekenning_nieuw rename to toekenning;
insert into teller (naam, volgende) select 'toekenning', count(*) + 1 from toekenning;

-- Somebody asked to take over an alert that runs from whoever sent it.
create table overname (
    melding_id bigint primary key references melding (id),
    -- Who asked, and on whose telephone.
    wie_id bigint not null references persoon (id),
    telefoon_id bigint not null references persoon (id),
    phone_number_id text not null,
    gevraagd_ms bigint not null
);
