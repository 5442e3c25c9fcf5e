import type { Resource } from '../program/program.ts';
import { link } from './blocks.ts';
import type { Line } from './upcoming-line.ts';

const ACCESS = { open: '', harvardkey: ' (HarvardKey needed)', aamc: ' (AAMC login needed)' } as const;

/** A resource with its link, and the login that it needs. */
export function resourceLine({ title, url, access }: Resource): Line {
  return { text: `${title}${ACCESS[access]}: ${url}`, mrkdwn: `${link(url, title)}${ACCESS[access]}` };
}
