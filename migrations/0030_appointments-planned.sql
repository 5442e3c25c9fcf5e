-- The reminders of both hang on when they meet, and on whether the assignment still holds.
CREATE FUNCTION note_planning_of_appointments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id)
    SELECT a.student_id FROM changed c JOIN assignments a ON a.id = c.assignment_id
    UNION SELECT a.advisor_id FROM changed c JOIN assignments a ON a.id = c.assignment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_planning_of_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id)
    SELECT c.student_id FROM changed c JOIN appointments m ON m.assignment_id = c.id
    UNION SELECT c.advisor_id FROM changed c JOIN appointments m ON m.assignment_id = c.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER appointments_planned_insert AFTER INSERT ON appointments
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_appointments();
--> statement-breakpoint
CREATE TRIGGER appointments_planned_update AFTER UPDATE ON appointments
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_appointments();
--> statement-breakpoint
CREATE TRIGGER assignments_planned_update AFTER UPDATE ON assignments
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_assignments();
--> statement-breakpoint
-- They are read once, like sessions, until the number of the revision moves.
CREATE TRIGGER appointments_counted AFTER INSERT OR UPDATE OR DELETE ON appointments
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
--> statement-breakpoint
CREATE TRIGGER assignments_meetings_counted AFTER UPDATE OF ends_on ON assignments
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
