-- When somebody tapped "Zet in mijn groep" on the page of an alert; null: not that we know.
alter table ontvangst add column geopend_ms bigint;
