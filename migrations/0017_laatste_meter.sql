-- The way from a beheerder's telephone into their group.

-- Whether they want the link button with every alert.
alter table persoon add column deelknop bigint not null default 0;
-- The message with the link button that they got for an alert.
alter table ontvangst add column deel_outbox_id bigint;
