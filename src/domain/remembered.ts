type Argument = string | number;

/**
 * A pure function that remembers what it gave, for at most `limit` different arguments; then it starts afresh.
 * For calendar arithmetic and the writing of moments, which cost tens of microseconds and are asked the same over and over.
 */
export function remembered<Arguments extends readonly Argument[], Result>(
  limit: number,
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  const known = new Map<string, Result>();
  return (...args) => {
    const key = args.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const result = compute(...args);
    if (known.size >= limit) known.clear();
    known.set(key, result);
    return result;
  };
}
