-- Telephones that rest or are to rest, and pictures that came before their alert.

-- One for each person whose telephone somebody wanted to rest; gone once it is as it was.
create table blokkade (
    persoon_id bigint primary key references persoon (id),
    -- 'gevraagd': waits for a second person. 'geblokkeerd': rests now.
    stand text not null,
    -- Who wanted it, and when.
    door_id bigint not null references persoon (id),
    -- 1: that was somebody of the police.
    door_politie bigint not null,
    gemaakt_ms bigint not null,
    -- Who wants it undone; a second person is needed for that.
    terug_door_id bigint references persoon (id)
);

-- A picture that came while no alert about a missing person ran: the last of each telephone, for half an hour. Its bytes
-- are at Meta only.
create table foto_vooraf (
    verzender_id bigint primary key references persoon (id),
    wie_id bigint not null references persoon (id),
    phone_number_id text not null,
    media_id text not null,
    sha256 text,
    bijschrift text not null,
    gemaakt_ms bigint not null
);
