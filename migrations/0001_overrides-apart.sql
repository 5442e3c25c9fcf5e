-- No person has two overrides of one kind in force on a day; a day of return is free for the next one.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table person_overrides
  add constraint person_overrides_apart
  exclude using gist (person_id with =, kind with =, daterange(starts_on, returns_on, '[)') with &&);
