// What breaks the tables that staff fill: proposals, alumni, imports.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

export const STAFF_ROWS: readonly SQL[] = [
  sql`insert into override_proposals (id, person_id, kind, value, starts_on, returns_on, proposed_at) overriding system value
    values (1, 1, 'leave', 'phd', '2027-01-01', '2028-01-01', now())`,
  sql`insert into alumni (id, name, email) overriding system value values (1, 'Al', 'al@example.edu')`,
  sql`insert into import_mappings values ('people', 'e-mail', 'emails')`,
  sql`insert into import_drafts (person_id, number, importer, csv, at) values (1, 1, 'people', 'x', now())`,
];

interface Given {
  person?: number;
  kind?: string;
  value?: string;
  to?: string | null;
  state?: string;
  decided?: string | null;
}

function proposal({
  person = 1,
  kind = 'class',
  value = '2029',
  to = null,
  state = 'waiting',
  decided = null,
}: Given): SQL {
  return sql`insert into override_proposals (person_id, kind, value, starts_on, returns_on, proposed_at, state, decided_at)
    values (${person}, ${kind}, ${value}, '2027-01-01', ${to}, now(), ${state}, ${decided})`;
}

const alumnus = (email: string, more = sql``, columns = sql``): SQL =>
  sql`insert into alumni (name, email${columns}) values ('Al', ${email}${more})`;

export const STAFF_VIOLATIONS: readonly Violation[] = [
  [
    'override_proposals_pkey',
    sql`insert into override_proposals (id, person_id, kind, value, starts_on, proposed_at) overriding system value
      values (1, 2, 'class', '2029', '2027-01-01', now())`,
  ],
  ['override_proposals_person_id_people_id_fk', proposal({ person: 99 })],
  [
    'override_proposals_decided_by_people_id_fk',
    sql`update override_proposals set decided_by = 99, state = 'refused', decided_at = now()`,
  ],
  ['override_proposals_kind', proposal({ kind: 'mood' })],
  ['override_proposals_value', proposal({ value: '1999' })],
  ['override_proposals_order', proposal({ to: '2027-01-01' })],
  ['override_proposals_leave_returns', proposal({ person: 2, kind: 'leave', value: 'phd' })],
  ['override_proposals_state', proposal({ state: 'lost', decided: '2027-01-01' })],
  ['override_proposals_decided', proposal({ state: 'confirmed' })],
  ['override_proposals_waiting', proposal({ kind: 'leave', value: 'leave', to: '2029-01-01' })],
  ['alumni_pkey', sql`insert into alumni (id, name, email) overriding system value values (1, 'Bo', 'bo@example.edu')`],
  ['alumni_email_unique', alumnus('al@example.edu')],
  ['alumni_email_lower_case', alumnus('Bo@example.edu')],
  ['alumni_class', alumnus('bo@example.edu', sql`, 1776`, sql`, class`)],
  ['alumni_ways', alumnus('bo@example.edu', sql`, array['fax']`, sql`, ways`)],
  ['import_mappings_importer_heading_pk', sql`insert into import_mappings values ('people', 'e-mail', null)`],
  ['import_mappings_heading', sql`insert into import_mappings values ('people', 'E-Mail', 'emails')`],
  [
    'import_drafts_pkey',
    sql`insert into import_drafts (person_id, number, importer, csv, at) values (1, 2, 'people', 'x', now())`,
  ],
  [
    'import_drafts_person_id_people_id_fk',
    sql`insert into import_drafts (person_id, number, importer, csv, at) values (99, 1, 'people', 'x', now())`,
  ],
];
