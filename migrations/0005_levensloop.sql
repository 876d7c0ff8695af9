-- The whole life of an alert: who wrote it and who agreed, how it is chased, updated and ended.

-- Room between the classes: withdrawals go before answers to police, updates behind alerts, reminders behind answers.
update outbox set klasse = klasse * 10;

-- What was read out of the typed line, as JSON with a version: street, object, time, vehicle, weapon, direction.
alter table melding add column onderdelen text not null default '';
-- 'oefening' for an exercise: another series of numbers, apart in all figures. Its serial is negative.
alter table melding add column reeks text not null default '';
-- Who acted: the person who was signed on, where several share the telephone of verzender_id.
alter table melding add column wie_id bigint references persoon (id);
-- Why a second person has to agree, as words joined by commas; and who did.
alter table melding add column tweede_om text not null default '';
alter table melding add column goedgekeurd_door bigint references persoon (id);
alter table melding add column goedgekeurd_ms bigint;
-- Its sender said stop: nothing of it leaves until they say what is to happen.
alter table melding add column stilgezet_ms bigint;
-- Whether AMBER Alert or Vermist Kind Alert was discussed: 'ja', 'nog niet', or not asked.
alter table melding add column amber text not null default '';
-- The end, of whatever kind: when, by whom, and the outcome or reason as it is told.
alter table melding add column einde_ms bigint;
alter table melding add column einde_door bigint references persoon (id);
alter table melding add column afloop text not null default '';
-- What is told of how good it was: 'goed', or what was wrong.
alter table melding add column kwaliteit text not null default '';
create index melding_lopend on melding (gemeente, verzonden_ms) where status = 'verzonden';

-- A wijk that was added on the way is reached by an update that holds the full text.
alter table uitzetting add column vanaf_ms bigint;
-- What the group's beheerder said of a withdrawal ('geplaatst', 'niet geplaatst'), and of the end of an alert.
alter table uitzetting add column intrekking text not null default '';
alter table uitzetting add column intrekking_ms bigint;
alter table uitzetting add column afloop_geplaatst_ms bigint;

-- How a group is chased, where it differs from its gemeente (seconds).
alter table groep add column mede_meteen bigint;
alter table groep add column reserve_na_s bigint;
alter table groep add column niet_bezorgd_na_s bigint;
alter table groep add column herinnering_na_s bigint;

-- When this person was called up, put off, and reminded; and how many answers they got (the budget).
alter table ontvangst add column opgeroepen_ms bigint not null default 0;
alter table ontvangst add column uitgesteld_tot_ms bigint;
alter table ontvangst add column herinnerd_ms bigint;
-- Why they cannot, as a word.
alter table ontvangst add column reden text not null default '';
alter table ontvangst add column antwoorden bigint not null default 0;
-- The row that carried the withdrawal to them, and when they were reminded of it.
alter table ontvangst add column intrekking_outbox_id bigint references outbox (id);
alter table ontvangst add column intrekking_herinnerd_ms bigint;

-- When the sender said that the family agrees to a picture; why it is needed stands in what is under it.
alter table foto add column familie_akkoord_ms bigint;

-- New facts about an alert: a draft until it is confirmed.
create table bijwerking (
    id bigint primary key,
    melding_id bigint not null references melding (id),
    tekst text not null,
    -- Ids of wijken that the alert goes to from now on, joined by commas.
    wijken_erbij text not null default '',
    status text not null,
    versie bigint not null,
    wie_id bigint not null references persoon (id),
    -- It holds a health fact or a surname: the family agrees first (the sender says so), and a second person.
    gevoelig bigint not null default 0,
    familie_akkoord_ms bigint,
    -- A second person has to agree first; why, and who did.
    tweede_om text not null default '',
    goedgekeurd_door bigint references persoon (id),
    gemaakt_ms bigint not null,
    -- The alert is valid until then, once this update is sent.
    verleng_tot_ms bigint,
    verzonden_ms bigint
);
create index bijwerking_melding on bijwerking (melding_id);
insert into teller (naam, volgende) values ('bijwerking', 1), ('oefening', 1);
