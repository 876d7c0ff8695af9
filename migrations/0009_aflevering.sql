-- Sending: a word of each row's own, how often a row stayed without an answer, and the indexes of what is asked often.

-- Goes along with the message and comes back in its statuses; made when the row is first claimed. Null for rows that an
-- older version sent: their statuses carry none.
alter table outbox add column woord text;
-- How often nobody could tell whether it left.
alter table outbox add column onzeker bigint not null default 0;

-- The first row of each chat is looked up by its person; what ends or was held up too long by its moment.
create index outbox_wacht_chat on outbox (persoon_id, phone_number_id, chat, klasse, id) where toestand = 'wacht';
drop index outbox_wacht_persoon;
create index outbox_wacht_einde on outbox (geldig_tot_ms) where toestand = 'wacht';
create index outbox_vastgehouden_einde on outbox (geldig_tot_ms) where toestand = 'vastgehouden';
create index outbox_wacht_sinds on outbox ((coalesce(vrijgegeven_ms, gemaakt_ms)))
    where toestand = 'wacht' and klasse = 20 and melding_id is not null;
-- What was sent lately on a number, and to a person.
create index outbox_claims on outbox (phone_number_id, geclaimd_ms) where geclaimd_ms is not null;
create index outbox_persoon on outbox (persoon_id, id);
-- A message of an alert that ended without anybody knowing why.
create index outbox_zonder_reden on outbox (mislukt_ms)
    where toestand = 'mislukt' and fout_code is null and melding_id is not null;
-- Whose number did not work: few, and looked at with each delivery.
create index persoon_onbereikbaar on persoon (id) where onbereikbaar_ms is not null;
