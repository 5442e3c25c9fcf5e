-- Nobody is in two places at one time, in whatever round; what is cancelled takes up no time.
ALTER TABLE interviews ADD CONSTRAINT interviews_interviewer_place
  EXCLUDE USING gist (interviewer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled');
--> statement-breakpoint
ALTER TABLE interviews ADD CONSTRAINT interviews_student_place
  EXCLUDE USING gist (student_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled');
--> statement-breakpoint
-- Whose reminders hang on an interview: the two who are in it.
CREATE FUNCTION note_planning_of_interviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT student_id FROM changed UNION SELECT interviewer_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER interviews_planned_insert AFTER INSERT ON interviews REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_interviews();
--> statement-breakpoint
CREATE TRIGGER interviews_planned_update AFTER UPDATE ON interviews REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_interviews();
--> statement-breakpoint
CREATE TRIGGER interviews_planned_delete AFTER DELETE ON interviews REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_interviews();
