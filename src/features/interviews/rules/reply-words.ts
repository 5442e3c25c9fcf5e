// The words of a reply that are known. What holds any other word is not understood, and nothing is taken from it. Pure; see read-reply.ts.

const words = (text: string) => new Set(text.split(/\s+/));

/** Words that say nothing by themselves. */
const NEUTRAL = words(
  `i i'm i'll i'd i've am is are be would will can could do have work works fine good great ok okay possible well best suit suits free available open
  happy for me my we on at in the a an of and or both either evening evenings night nights day days time times slot slots please yes any that
  those these this too also with to interview interviews interviewing students practice mock offer take hold conduct manage then so just only
  from after before until till by between starting onwards later but however though although town you your each per date dates them`,
);
/** They turn what a piece says round. */
const NOT = words(
  "not no nor never none neither can't cant cannot won't wont isn't isnt aren't arent don't dont doesn't doesnt unable except excluding",
);
/** They say the same of the person. */
const AWAY = words('away busy unavailable out traveling travelling vacation holiday call');
const SEASON = words('year season cycle round fall autumn');
const ROOM = words('room zoom teams meet webex link online video use here join students');
const COMMITTEE = words('residency selection committee committees sit serve serving member longer any');
const COURTESY = words('hi hello dear thanks thank best hope all yes sure glad happy good');

const HOW_MANY = /\b([1-5]|one|two|three|four|five|single|both|couple|few|once|twice)\b/i;
const OF_WHAT =
  /\b(each|per|apiece|max|maximum|most|up to|more than|limit\w*|once|twice|interviews?|students?|slots?|sessions?|meetings?|(a|an|every|any|the same) (evening|night|day))\b/i;

/** Whether a piece that is not understood may say how many interviews an evening holds: `at most two`, `a couple each`. */
export function limits(said: string): boolean {
  return HOW_MANY.test(said) && OF_WHAT.test(said);
}

export type Heard = 'yes' | 'no' | 'unclear';

/** Which way some words turn; `unclear` where one of them is unknown, or where they turn twice. */
export function heard(said: readonly string[], { committee = false, room = false } = {}): Heard {
  const known = (word: string) =>
    NEUTRAL.has(word) || SEASON.has(word) || (committee && COMMITTEE.has(word)) || (room && ROOM.has(word));
  const not = said.some((word) => NOT.has(word));
  const away = said.some((word) => AWAY.has(word));
  // "Not only Tuesday" says nothing against Tuesday.
  if (
    (not && (away || said.includes('only'))) ||
    said.some((word) => !known(word) && !NOT.has(word) && !AWAY.has(word))
  )
    return 'unclear';
  return not || away ? 'no' : 'yes';
}

/** Whether some words name the whole season: `this year`. */
export function isAboutSeason(said: readonly string[]): boolean {
  return said.some((word) => SEASON.has(word));
}

/** Whether some words say that a link is an online room. */
export function isAboutRoom(said: readonly string[]): boolean {
  return said.some((word) => ROOM.has(word) && word !== 'here' && word !== 'students');
}

/** A greeting or thanks. */
export function isCourtesy(said: readonly string[]): boolean {
  return COURTESY.has(said[0] ?? '');
}
