// One person as staff see them, and people among whom one is meant.
import { AUDIT } from '../../../domain/auditing.ts';
import { PICK_PERSON } from '../../../domain/picking.ts';
import type { Override } from '../../../domain/standing.ts';
import type { Reply } from '../../../feature.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  escaped,
  header,
  lineSections,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { searchInput } from '../../../slack/inputs.ts';
import { composed, quoted, sentence } from '../../../slack/message.ts';
import { ADD_OVERRIDE, END_OVERRIDE, FIND, LEAVE, OPEN, RETURN, ROLES } from './ids.ts';
import { overrideWords } from './words.ts';

export interface PersonPage {
  id: number;
  name: string;
  /** Who they are to the bot: standing, or roles. */
  heading: string;
  emails: readonly string[];
  isActive: boolean;
  isStudent: boolean;
  inSlack: boolean;
  roles: string;
  /** Society and specialties, in words; null where there are none. */
  society: string | null;
  specialties: readonly string[];
  overrides: readonly Override[];
  /** What staff may do with them. */
  actsOn: boolean;
}

function factsOf(page: PersonPage): string[] {
  const slack = page.inSlack ? 'In Slack' : 'Not in Slack: e-mail reaches them';
  return [
    page.isActive ? page.heading : 'Has left the program: nothing is sent, and no list names them.',
    `Roles: ${page.roles}`,
    `E-mail: ${page.emails.join(', ')}`,
    ...(page.isActive ? [slack] : []),
    ...(page.society === null ? [] : [`Society: ${page.society}`]),
    ...(page.specialties.length === 0 ? [] : [`Specialties: ${page.specialties.join(', ')}`]),
  ];
}

function actsOf({ id, isActive, isStudent, actsOn }: PersonPage): ButtonSpec[] {
  const value = String(id);
  const audit = { label: 'Audit', action: AUDIT, value };
  if (!actsOn) return [audit];
  if (!isActive) return [{ label: 'Is back', action: RETURN, value }, audit];
  return [
    { label: 'Roles', action: ROLES, value },
    ...(isStudent ? [{ label: 'Add an override', action: ADD_OVERRIDE, value }] : []),
    { label: 'Has left', action: LEAVE, value, style: 'danger' as const },
    audit,
  ];
}

/** Slack takes 50 blocks; a student has a handful of overrides. */
const MOST_OVERRIDES = 20;

/** What staff may see of a person, and the buttons. */
export function personPage(page: PersonPage): Message {
  const facts = factsOf(page);
  const overrides = page.overrides.slice(0, MOST_OVERRIDES);
  const ended = (override: Override): ButtonSpec => ({
    label: 'End',
    action: END_OVERRIDE,
    value: `${page.id}/${override.kind}/${override.from}`,
  });
  const blocks: Block[] = [
    header(page.name),
    ...lineSections(facts.map(escaped)),
    ...(overrides.length === 0 ? [] : [section('*Overrides*')]),
    ...overrides.map((override) =>
      page.isActive && page.actsOn
        ? section(escaped(overrideWords(override)), ended(override), overrideWords(override))
        : section(escaped(overrideWords(override))),
    ),
  ];
  return composed([page.name, ...facts, ...overrides.map(overrideWords)], blocks, [buttons(actsOf(page), page.name)]);
}

export interface FoundPeople {
  words: string;
  people: readonly { id: number; name: string; email: string; hasLeft: boolean }[];
}

const MOST_FOUND = 20;

/** Several people whom the words may mean; nobody. */
export function peopleFound({ words, people }: FoundPeople): Message {
  if (people.length === 0)
    return sentence(`I find nobody by ${quoted(words)}. Part of the name or of an e-mail address is enough.`);
  const shown = people.slice(0, MOST_FOUND);
  const left = people.length - shown.length;
  const intro = `Whom do you mean by ${quoted(words)}?`;
  const more = left > 0 ? [`… and ${left} more. Please type more of the name.`] : [];
  const line = ({ name, email, hasLeft }: FoundPeople['people'][number]) =>
    `${name}, ${email}${hasLeft ? ' (has left)' : ''}`;
  return composed(
    [intro, ...shown.map(line), ...more],
    [
      section(escaped(intro)),
      ...shown.map((one) =>
        section(escaped(line(one)), { label: 'Open', action: OPEN, value: String(one.id) }, one.name),
      ),
      ...more.map((text) => section(text)),
    ],
  );
}

/** Asks for a person. */
export function personAsked(): Reply {
  const message = sentence('Please say who: `/career staff person` and part of the name or the e-mail address.');
  const field = searchInput({ id: 'person', label: 'Person', options: PICK_PERSON, placeholder: 'Name or e-mail' });
  return { ...message, form: { action: FIND, title: 'Find a person', submit: 'Open', blocks: [field] } };
}
