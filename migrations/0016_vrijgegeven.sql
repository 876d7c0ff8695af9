-- A sentence that was not understood, given free by whoever of police typed it so that the bot can learn it: their figures are
-- zeros, and no person and no moment stands beside it.
create table vrijgegeven (
    -- The beginning of the day, in milliseconds since the epoch.
    dag_ms bigint not null,
    -- The role of whoever typed, as the learned understanding knows it: 'politie', 'wijkagent'.
    wie text not null,
    -- The sentence.
    tekst text not null,
    primary key (dag_ms, wie, tekst)
);
