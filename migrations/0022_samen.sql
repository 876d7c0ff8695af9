-- The alert with which this one was sent in one go, for wijken of another gemeente; null: by itself.
alter table melding add column samen_met bigint references melding (id);
create index melding_samen on melding (samen_met);
