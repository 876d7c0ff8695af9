-- Information by wijk that is no alert.
create table informatie (
    id bigint primary key,
    gemeente text not null,
    tekst text not null,
    -- 'concept', 'wacht' (for a second person), 'verstuurd', 'geannuleerd', 'afgewezen', 'ingetrokken'.
    status text not null,
    wie_id bigint not null references persoon (id),
    -- The telephone that it was written on, and the business number.
    persoon_id bigint not null references persoon (id),
    phone_number_id text not null,
    gemaakt_ms bigint not null,
    verstuurd_ms bigint
);
create index informatie_gemeente on informatie (gemeente, gemaakt_ms);

create table informatie_wijk (
    informatie_id bigint not null references informatie (id),
    wijk text not null,
    primary key (informatie_id, wijk)
);

create table informatie_aan (
    informatie_id bigint not null references informatie (id),
    persoon_id bigint not null references persoon (id),
    -- The message that carries it.
    outbox_id bigint not null,
    verstuurd_ms bigint not null,
    geplaatst_ms bigint,
    primary key (informatie_id, persoon_id)
);
create index informatie_aan_persoon on informatie_aan (persoon_id);

-- Each message to somebody that is no alert and no answer counts in one budget.
create table anders (
    persoon_id bigint not null references persoon (id),
    -- 'informatie', 'bijeenkomst'.
    soort text not null,
    verstuurd_ms bigint not null
);
create index anders_persoon on anders (persoon_id, verstuurd_ms);

-- What somebody wants beside alerts: 1 said yes to it, 0 said nothing, -1 wants alerts only.
alter table persoon add column informatie bigint not null default 0;
insert into teller (naam, volgende) values ('informatie', 1);
