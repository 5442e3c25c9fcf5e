INSERT INTO outbox_switch (id) VALUES (1);
--> statement-breakpoint
CREATE FUNCTION note_planning_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT DISTINCT person_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_planning_of_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_planning_of_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) VALUES (NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
  reader text;
BEGIN
  FOREACH name IN ARRAY ARRAY['people', 'person_roles', 'person_specialties', 'followed_specialties', 'person_overrides', 'rsvps', 'milestone_ticks', 'person_settings', 'own_reminders'] LOOP
    reader := CASE name WHEN 'people' THEN 'note_planning_of_people' ELSE 'note_planning_changes' END;
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_insert', name, reader);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_update', name, reader);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_delete', name, reader);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['program_dates', 'holds'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_all()', name || '_planned', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER sessions_planned AFTER INSERT OR DELETE OR UPDATE OF entry, title, specialty, starts_at, ends_at, place, link, cancelled_at ON sessions
FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_all();
--> statement-breakpoint
CREATE TRIGGER program_dates_counted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON program_dates
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
