-- Who somebody is, and what they point at.

-- User ids that stood where a number belongs were kept as numbers, and replaced them.
delete from identiteit where soort = 'telefoon' and waarde like '%.%'
    and exists (select 1 from identiteit b where b.soort = 'bsuid' and b.waarde = identiteit.waarde);
update identiteit set soort = 'bsuid' where soort = 'telefoon' and waarde like '%.%';

-- A number with a plus was another person than the same without; the one without is whom the register knows.
delete from identiteit where soort = 'telefoon' and waarde like '+%'
    and exists (select 1 from identiteit b where b.soort = 'telefoon' and b.waarde = substr(identiteit.waarde, 2));
update identiteit set waarde = substr(waarde, 2) where soort = 'telefoon' and waarde like '+%';
