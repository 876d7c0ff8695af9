-- The way from a beheerder's telephone into their group.

-- When police heard of it, where whoever sent the alert said so; in milliseconds since the epoch.
alter table melding add column binnen_ms bigint;
-- Whether they want the link button with every alert.
alter table persoon add column deelknop bigint not null default 0;
-- Why they do not post it in this group ('wil_niet', 'groep_weg', …); empty where nothing was said.
alter table groepsantwoord add column reden text not null default '';
-- The message with the link button that they got for an alert.
alter table ontvangst add column deel_outbox_id bigint;
