/** Who acts and where is part of the page's address, so that a link or a second window can be somebody else. */

export interface PageAddress {
  /** An e-mail address or a user id. */
  readonly as: string | undefined;
  /** A channel id or name. */
  readonly in: string | undefined;
}

/** Reads `?as=...&in=...`. */
export function readAddress(search: string): PageAddress {
  const query = new URLSearchParams(search);
  return { as: query.get('as') ?? undefined, in: query.get('in') ?? undefined };
}

/** Writes `?as=...&in=...`; an `@` stays readable. */
export function writeAddress(address: PageAddress): string {
  const query = new URLSearchParams();
  if (address.as) query.set('as', address.as);
  if (address.in) query.set('in', address.in);
  const text = query.toString().replaceAll('%40', '@');
  return text === '' ? '/' : `/?${text}`;
}
