-- A dialogue that waits while another one runs over it: somebody who signs up a group is asked about an alert.
create table dialoog_geparkeerd (
    phone_number_id text not null,
    chat text not null,
    persoon_id bigint not null references persoon (id),
    versie bigint not null,
    inhoud text not null,
    verloopt_ms bigint not null,
    primary key (phone_number_id, chat, persoon_id)
);
