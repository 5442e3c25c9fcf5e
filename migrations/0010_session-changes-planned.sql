-- How many places are taken is no news to those who have read the sessions: a place given or freed is not counted as a change.
DROP TRIGGER sessions_counted ON sessions;
--> statement-breakpoint
CREATE TRIGGER sessions_counted AFTER INSERT OR DELETE OR TRUNCATE ON sessions
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
--> statement-breakpoint
CREATE TRIGGER sessions_counted_update
AFTER UPDATE OF key, entry, title, specialty, starts_at, ends_at, place, link, sequence, capacity, rsvp_closes_at, cancelled_at, postponed, recording ON sessions
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['calendar_adds', 'session_change_readers'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_changes()', name || '_planned_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_changes()', name || '_planned_delete', name);
  END LOOP;
END $$;
