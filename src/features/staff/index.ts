import { AUDIT } from '../../domain/auditing.ts';
import { PICK_PERSON } from '../../domain/picking.ts';
import { UNDO } from '../../domain/undo.ts';
import type { Feature } from '../../feature.ts';
import { showAudit, turnAudit } from './handlers/audit.ts';
import { exportTable, importAgain, importDraft, lookThrough, mapColumns, showImport } from './handlers/importing.ts';
import { pickPerson, showStaffPage, undoAct } from './handlers/pages.ts';
import { EXPORT, IMPORT, IMPORT_AGAIN, LOOK_THROUGH, MAP_COLUMNS } from './messages/index.ts';

const relation = 'program';

export const staff: Feature = {
  name: 'staff',
  commands: [
    {
      name: 'staff',
      alsoCalled: ['admin'],
      action: 'staff.staff',
      relation,
      help: [{ usage: 'staff', text: 'what staff can do here' }],
      run: showStaffPage,
    },
  ],
  actions: [
    { action: UNDO, relation, answer: 'replace', changesHome: true, run: undoAct },
    { action: AUDIT, relation, answer: 'new', run: turnAudit },
    { action: IMPORT_AGAIN, relation, answer: 'replace', run: importAgain },
    { action: EXPORT, relation, answer: 'new', run: exportTable },
  ],
  forms: [
    { action: LOOK_THROUGH, relation, run: lookThrough },
    { action: MAP_COLUMNS, relation, run: mapColumns },
    { action: IMPORT, relation, changesHome: true, run: importDraft },
  ],
  options: [{ action: PICK_PERSON, relation, run: pickPerson }],
  staffPages: [
    {
      name: 'import',
      alsoCalled: ['upload'],
      action: 'staff.import-page',
      help: { usage: 'staff import', text: 'a table, pasted or as a file; the difference is shown first' },
      run: showImport,
    },
    {
      name: 'export',
      alsoCalled: ['download'],
      action: 'staff.export-page',
      help: { usage: 'staff export people', text: 'a table as a CSV file, into your direct messages' },
      run: exportTable,
    },
    {
      name: 'audit',
      alsoCalled: ['history'],
      action: 'staff.audit-page',
      help: { usage: 'staff audit Ada', text: 'who did what to somebody, and when' },
      run: showAudit,
    },
  ],
  acts: {
    'staff.undo': 'took something back',
    'outbox.retry': 'tried messages again',
    'outbox.drop': 'took messages back',
    'outbox.hold': 'held everything back',
    'outbox.resume': 'let messages leave again',
  },
};
