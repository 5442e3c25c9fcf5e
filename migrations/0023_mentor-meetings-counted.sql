-- Meetings of pairs are read once, like sessions, until the number of the revision moves.
CREATE TRIGGER mentor_pairs_counted AFTER INSERT OR DELETE OR UPDATE OF meets_at, meets_where, state ON mentor_pairs
FOR EACH STATEMENT EXECUTE FUNCTION count_sessions_revision();
