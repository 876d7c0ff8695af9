-- A request for signs or stickers goes its way: asked, granted or refused, placed.
-- The street and which end of it; empty where that was not said, or for stickers.
alter table bordaanvraag add column plaats text not null default '';
-- Why they want them, in their words; empty where they did not say.
alter table bordaanvraag add column waarom text not null default '';
-- 'gevraagd', 'toegekend', 'afgewezen', 'geplaatst'.
alter table bordaanvraag add column status text not null default 'gevraagd';
-- Why it was refused.
alter table bordaanvraag add column reden text not null default '';
alter table bordaanvraag add column besloten_ms bigint;
alter table bordaanvraag add column geplaatst_ms bigint;
-- The business number that it came in on; empty for one of before.
alter table bordaanvraag add column phone_number_id text not null default '';
-- The gemeente heard of it; those of before it did.
alter table bordaanvraag add column voorgelegd bigint not null default 1;
create index bordaanvraag_status on bordaanvraag (status, gemaakt_ms);
