import { countText } from '../../../domain/wording.ts';
import { type Block, section } from '../../../slack/blocks.ts';
import { ADVISEES_LATER, TEAM } from './ids.ts';

/** On the Home page: the way to one's team, and to those whom one advises. */
export function advisingSection({ hasTeam, advisees }: { hasTeam: boolean; advisees: number }): Block[] {
  const team = { label: 'Open', action: TEAM, value: 'team' };
  const page = { label: 'Open', action: ADVISEES_LATER, value: '0' };
  return [
    ...(hasTeam ? [section('*Your advising team*', team, 'your advising team')] : []),
    ...(advisees > 0 ? [section(`*Your advisees*\n${countText(advisees, 'student')}`, page, 'your advisees')] : []),
  ];
}
