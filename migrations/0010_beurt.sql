-- The machine around the bot: whose turn it is in the inbox, and what Meta says of the account.

-- 0: somebody reports what happens now; 1: police, gemeente, and what is nobody's; 2: a beheerder; 3: a stranger.
alter table inbox add column klasse bigint not null default 3;
drop index inbox_berichten;
create index inbox_beurt on inbox (klasse, id) where toestand = 'nieuw' and soort <> 'status';
create index inbox_chat on inbox (phone_number_id, chat, id) where toestand = 'nieuw' and soort <> 'status';
-- Chats that an item which failed holds back.
create index inbox_uitgesteld on inbox (phone_number_id, chat, volgende_ms) where toestand = 'nieuw' and volgende_ms > 0;

-- Meta restricts the account: its word for it, and until when (null: until it says otherwise).
alter table nummer_stand add column beperking text not null default '';
alter table nummer_stand add column beperkt_tot_ms bigint;
