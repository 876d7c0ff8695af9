-- What somebody said of one of their groups only ("Parkzicht lukt niet"). It goes before what they said of the alert.
create table groepsantwoord (
    melding_id bigint not null references melding (id),
    groep_id bigint not null references groep (id),
    persoon_id bigint not null references persoon (id),
    -- 'gezien' or 'kan_niet', as in ontvangst.
    antwoord text not null,
    -- They do it at this moment.
    uitgesteld_tot_ms bigint,
    gezegd_ms bigint not null,
    primary key (melding_id, groep_id, persoon_id)
);
create index groepsantwoord_persoon on groepsantwoord (persoon_id);
