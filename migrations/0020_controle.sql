-- Questions whether all is well: once a year to each beheerder, and to whoever runs a group from which nothing is heard.
create table controle (
    id bigint primary key,
    -- 'jaar', 'stil'.
    soort text not null,
    gemeente text not null,
    persoon_id bigint not null references persoon (id),
    -- The silent group; null where it is about all of theirs in the gemeente.
    groep_id bigint references groep (id),
    gevraagd_ms bigint not null,
    -- How often it was asked again, and when it was asked last.
    herinnerd bigint not null default 0,
    laatst_ms bigint not null,
    -- 'gevraagd', 'goed', 'hulp', 'stil', 'gemeld' (the gemeente decides), 'blijft', 'weg'.
    stand text not null
);
create index controle_persoon on controle (persoon_id, soort, gevraagd_ms);
create index controle_stand on controle (gemeente, stand, laatst_ms);
insert into teller (naam, volgende) values ('controle', 1);

-- When this beheerder of this group was last asked, and what was last said of WABP; null: never.
alter table groep add column wabp_gezegd_ms bigint;
