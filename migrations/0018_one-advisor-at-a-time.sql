-- At no time has a student two Society Advisors, or two RASAs of one specialty, or the same advisor twice; on the day one ends the next may begin.
alter table assignments
  add constraint assignments_one_society_advisor
  exclude using gist (student_id with =, daterange(starts_on, ends_on, '[)') with &&) where (kind = 'society-advisor');
--> statement-breakpoint
alter table assignments
  add constraint assignments_one_rasa
  exclude using gist (student_id with =, specialty with =, daterange(starts_on, ends_on, '[)') with &&) where (kind = 'rasa');
--> statement-breakpoint
alter table assignments
  add constraint assignments_once
  exclude using gist (student_id with =, advisor_id with =, kind with =, coalesce(specialty, '') with =, daterange(starts_on, ends_on, '[)') with &&);
--> statement-breakpoint
-- A RASA's students are counted in the statement that gives or takes one, whoever writes it; the check of `rasas` refuses one too many.
create function count_rasa_students() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.kind = 'rasa' and old.ends_on is null then
    update rasas set taken = taken - 1 where person_id = old.advisor_id and specialty = old.specialty;
  end if;
  if tg_op <> 'DELETE' and new.kind = 'rasa' and new.ends_on is null then
    update rasas set taken = taken + 1 where person_id = new.advisor_id and specialty = new.specialty;
    if not found then
      raise foreign_key_violation using constraint = 'assignments_rasa', message = 'a RASA of an assignment is RASA for its specialty';
    end if;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger assignments_counted after insert or update or delete on assignments
  for each row execute function count_rasa_students();
