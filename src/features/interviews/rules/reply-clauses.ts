// A mail, cut into the pieces of which each says one thing. Pure; see read-reply.ts.

/** A piece of a mail as it was written. */
export interface Clause {
  said: string;
  /** It takes something out of what the piece before it said: "any evening except the 14th". */
  except: boolean;
}

/** Where what somebody answered to begins, or their signature. */
const QUOTED = /^(>|on .{5,80} wrote:|from: |-{2,}\s*$|-+ ?original message|_{5,}|sent from my )/i;
const CLOSING =
  /^(all the best|best( wishes| regards)?|(kind |warm |kindest )?regards|cheers|sincerely|warmly|yours)\b[,.! ]*$/i;

/** The lines that were written for us. */
export function ownLines(mail: string): string[] {
  const lines: string[] = [];
  for (const line of mail
    .replaceAll(/[\u2018\u2019]/g, "'")
    .split(/\r?\n/)
    .map((each) => each.trim())) {
    if (QUOTED.test(line) || CLOSING.test(line)) break;
    if (line !== '') lines.push(line);
  }
  return lines;
}

/** `Nov.` and `p.m.` end no sentence. */
function withoutAbbreviations(line: string): string {
  return line
    .replaceAll(/\b(a|p)\.\s?m\./gi, '$1m')
    .replaceAll(/\b(mon|tues?|wed|thur?s?|fri|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\./gi, '$1');
}

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY = '(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?';
/** Days and the words between them, and nothing that says what of them. */
const ONLY_DAYS = new RegExp(
  `^(?:${MONTH}|${WEEKDAY}|\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}/\\d{1,2}|\\d{4}(?:-\\d\\d-\\d\\d)?|and|or|the|on|of|to|-|\\s)+$`,
  'i',
);
const TURNS = /^(not\b|no\b|except|excluding|but\b|can't|cannot)/i;
const CUT =
  /\s*[,()]\s*|\s+(?=but\b|except\b|excluding\b|however\b|though\b|although\b)|(?<!\b(?:i'm|am|is|are|be|was|do|does|can|could|will|would))\s+(?=not (?:on |at |the |\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/** A list of days goes with what follows it, or, at the end, with what it followed. */
function joined(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let days = '';
  for (const piece of pieces) {
    if (TURNS.test(piece) && days !== '') {
      whole.push(days);
      days = '';
    }
    const text = days === '' ? piece : `${days}, ${piece}`;
    days = '';
    if (ONLY_DAYS.test(piece)) days = text;
    else whole.push(text);
  }
  if (days === '') return whole;
  const last = whole.pop();
  return [...whole, last === undefined ? days : `${last}, ${days}`];
}

/** The pieces of one line, in order. A link is no place to cut. */
export function clausesOf(line: string): Clause[] {
  return withoutAbbreviations(line)
    .split(/[.;!?]+(?:\s+|$)/)
    .flatMap((sentence) =>
      joined(
        sentence
          .split(CUT)
          .map((piece) => piece.trim())
          .filter((piece) => piece !== ''),
      ),
    )
    .map((said) => ({ said, except: /^(but )?(except|excluding)\b/i.test(said) }));
}
