// Where mentors are short, said before anything is sent: by specialty and by topic.
import { freePlaces, type Mentor, type Request } from './market.ts';

export interface Shortage {
  /** Of a specialty or a topic. */
  id: string;
  /** How many students named it. */
  asked: number;
  /** How many places there are with mentors who name it. */
  places: number;
}

type Named = Pick<Request, 'specialties' | 'topics'>;

function shortOf(kind: keyof Named, requests: readonly Request[], mentors: readonly Mentor[]): Shortage[] {
  const ids = [...new Set(requests.flatMap((request) => request[kind]))];
  const counted = ids.map((id) => ({
    id,
    asked: requests.filter((request) => request[kind].includes(id)).length,
    places: mentors
      .filter((mentor) => !mentor.paused && mentor[kind].includes(id))
      .reduce((sum, mentor) => sum + freePlaces(mentor), 0),
  }));
  return counted
    .filter(({ asked, places }) => asked > places)
    .sort((a, b) => b.asked - b.places - (a.asked - a.places) || a.id.localeCompare(b.id));
}

/** What more students named than there are places for, the shortest of mentors first. */
export function shortages(
  requests: readonly Request[],
  mentors: readonly Mentor[],
): { specialties: Shortage[]; topics: Shortage[] } {
  return { specialties: shortOf('specialties', requests, mentors), topics: shortOf('topics', requests, mentors) };
}
