-- Which code somebody scanned before they signed up: 'poster', 'sticker', 'bord'; empty for none.
alter table aanmelding add column herkomst text not null default '';
-- What each brought, by month; it says nothing of anybody.
create table herkomst (
    gemeente text not null,
    herkomst text not null,
    -- '2026-11'
    maand text not null,
    aangevraagd bigint not null default 0,
    geworden bigint not null default 0,
    primary key (gemeente, herkomst, maand)
);
