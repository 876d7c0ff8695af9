-- What beheerders thought of an alert, asked once after its end. In figures only: by month and kind.
create table indruk (
    melding_id bigint not null references melding (id),
    persoon_id bigint not null references persoon (id),
    gevraagd_ms bigint not null,
    -- 'duidelijk', 'onduidelijk', 'te laat', 'niet voor ons'; empty where nothing was said.
    indruk text not null default '',
    primary key (melding_id, persoon_id)
);
create index indruk_persoon on indruk (persoon_id, gevraagd_ms);
