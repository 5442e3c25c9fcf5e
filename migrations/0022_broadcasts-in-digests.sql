-- What a broadcast leaves to somebody's digest changes what the digest is planned to say.
CREATE FUNCTION note_planning_of_broadcasts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO planning_changes (person_id) SELECT DISTINCT person_id FROM changed WHERE untold = 'digest';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER broadcast_recipients_planned_insert AFTER INSERT ON broadcast_recipients
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_broadcasts();
--> statement-breakpoint
CREATE TRIGGER broadcast_recipients_planned_update AFTER UPDATE ON broadcast_recipients
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_broadcasts();
