import type { Feature } from '../../feature.ts';
import { countProposals, stopForLeavers, waitingForStaff } from './handlers/contribute.ts';
import { askEnd, askOverride, previewEnd, previewOverride, saveEnd, saveOverride } from './handlers/overrides.ts';
import { openChosen, openPerson, showPerson, showSelf } from './handlers/page.ts';
import {
  askProposal,
  composeDecision,
  composeProposal,
  confirmProposal,
  listProposals,
  previewProposal,
  refuseProposal,
  sendProposal,
  undoConfirmation,
  withdrawProposal,
} from './handlers/proposals.ts';
import { askLeave, askRoles, bringBack, saveLeave, saveRoles, undoPersonChange } from './handlers/roles.ts';
import { undoImport } from './handlers/undo-import.ts';
import { alumniImporter } from './importers/alumni.ts';
import { peopleImporter } from './importers/people.ts';
import { specialtyMentorsImporter } from './importers/specialty-mentors.ts';
import { undoAlumni } from './importers/undo-alumni.ts';
import * as ids from './messages/ids.ts';

const relation = 'program';

export const people: Feature = {
  name: 'people',
  commands: [
    {
      name: 'me',
      alsoCalled: ['myself', 'whoami'],
      action: 'people.me',
      help: [{ usage: 'me', text: 'who you are to me: phase, class, cycle; say what is different' }],
      run: showSelf,
    },
  ],
  actions: [
    { action: ids.PROPOSE, answer: 'new', run: askProposal },
    { action: ids.WITHDRAW, answer: 'new', run: withdrawProposal },
    { action: ids.OPEN, relation, answer: 'new', run: openPerson },
    { action: ids.ROLES, relation, answer: 'new', run: askRoles },
    { action: ids.ADD_OVERRIDE, relation, answer: 'new', run: askOverride },
    { action: ids.END_OVERRIDE, relation, answer: 'new', run: askEnd },
    { action: ids.LEAVE, relation, answer: 'new', run: askLeave },
    { action: ids.RETURN, relation, answer: 'new', run: bringBack },
    { action: ids.PROPOSALS, relation, answer: 'new', run: listProposals },
    { action: ids.CONFIRM, relation, answer: 'new', changesHome: true, run: confirmProposal },
    { action: ids.REFUSE, relation, answer: 'new', changesHome: true, run: refuseProposal },
  ],
  forms: [
    { action: ids.FIND, relation, run: openChosen },
    { action: ids.SAVE_ROLES, relation, run: saveRoles },
    { action: ids.PREVIEW_OVERRIDE, relation, run: previewOverride },
    { action: ids.SAVE_OVERRIDE, relation, run: saveOverride },
    { action: ids.PREVIEW_END, relation, run: previewEnd },
    { action: ids.SAVE_END, relation, run: saveEnd },
    { action: ids.SAVE_LEAVE, relation, run: saveLeave },
    { action: ids.PREVIEW_PROPOSAL, run: previewProposal },
    { action: ids.SEND_PROPOSAL, run: sendProposal },
  ],
  staffPages: [
    {
      name: 'person',
      alsoCalled: ['people', 'who'],
      action: 'people.person',
      help: { usage: 'staff person Ada', text: 'one person: roles, overrides, leaving, audit' },
      run: showPerson,
    },
  ],
  importers: [peopleImporter, specialtyMentorsImporter, alumniImporter],
  composers: { proposal: composeProposal, 'proposal-decided': composeDecision },
  undo: {
    'people.save-roles': undoPersonChange,
    'people.save-override': undoPersonChange,
    'people.save-end': undoPersonChange,
    'people.save-leave': undoPersonChange,
    'people.return': undoPersonChange,
    'people.confirm': undoConfirmation,
    'people.import-roster': undoImport,
    'people.import-specialty-mentors': undoImport,
    'people.import-alumni': undoAlumni,
  },
  acts: {
    'people.import-roster': 'imported into the roster',
    'people.import-specialty-mentors': 'imported as a specialty mentor',
    'people.import-alumni': 'imported alumni',
    'people.save-roles': 'changed roles',
    'people.save-override': 'added an override',
    'people.save-end': 'ended an override',
    'people.save-leave': 'marked as having left',
    'people.return': 'brought back',
    'people.confirm': 'confirmed a proposal',
    'people.refuse': 'left a proposal as it is',
  },
  waiting: waitingForStaff,
  counts: countProposals,
  onPeopleChanged: stopForLeavers,
};
