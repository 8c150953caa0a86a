-- People are found by the beginnings of the words of their name and address, also among a hundred thousand and in every script (pg_trgm knows only
-- ASCII letters where the locale is C). A name is found without its accents too, a number by all or by its last eight digits.
alter table customers
  add column find_words tsvector not null generated always as (
    to_tsvector('simple',
      translate(name || ' ' || regexp_replace(normalize(name, NFD), E'[\u0300-\u036f]', '', 'g') || ' ' || coalesce(email, ''), '@._-+/''’ʼ', '         ')
      || ' ' || coalesce(translate(phone, '+', '') || ' ' || right(phone, 8), ''))
  ) stored;
create index customers_by_find_words on customers using gin (find_words);
