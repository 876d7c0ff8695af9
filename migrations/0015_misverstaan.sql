-- What the bot asked about because it did not understand it, and what it did not understand at all: a row each time, with the
-- day and the wish that was likeliest or chosen. No person, no text, no moment.
create table misverstaan (
    -- The beginning of the day, in milliseconds since the epoch.
    dag_ms bigint not null,
    -- The role of whoever typed, as the learned understanding knows it: 'politie', 'beheerder', ….
    wie text not null,
    -- The wish, as in the examples: 'melding.status'.
    wens text not null,
    -- 'gevraagd', 'gekozen' (with a tap, after it was asked) or 'onbegrepen'.
    hoe text not null
);
create index misverstaan_dag on misverstaan (dag_ms);
