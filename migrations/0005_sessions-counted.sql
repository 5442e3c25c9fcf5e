insert into sessions_revision (id, revision) values (1, 0);
--> statement-breakpoint
create function count_sessions_revision() returns trigger language plpgsql as $$
begin
  update sessions_revision set revision = revision + 1;
  return null;
end $$;
--> statement-breakpoint
create trigger sessions_counted
  after insert or update or delete or truncate on sessions
  for each statement execute function count_sessions_revision();
