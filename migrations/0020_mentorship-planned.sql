-- Whose reminders hang on what: a mentor's on their offers, both of a pair on the pair, everybody's on the dates of a season.
CREATE FUNCTION note_planning_of_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT DISTINCT mentor_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_planning_of_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT mentor_id FROM changed UNION SELECT mentee_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
  reader text;
BEGIN
  FOREACH name IN ARRAY ARRAY['mentor_offers', 'mentor_pairs', 'mentor_check_ins'] LOOP
    reader := CASE name WHEN 'mentor_offers' THEN 'note_planning_of_offers' WHEN 'mentor_pairs' THEN 'note_planning_of_pairs' ELSE 'note_planning_changes' END;
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_insert', name, reader);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_update', name, reader);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_planned_delete', name, reader);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER mentorship_seasons_planned AFTER UPDATE OF starts_on, ends_on, closed_at ON mentorship_seasons
FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_all();
