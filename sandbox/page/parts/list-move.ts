/** Where a key takes the highlight in a list of `size` rows; undefined for keys that do not move it. */
export function listMove(key: string, at: number, size: number): number | undefined {
  if (size === 0) return key === 'ArrowDown' || key === 'ArrowUp' ? 0 : undefined;
  if (key === 'ArrowDown') return (at + 1) % size;
  if (key === 'ArrowUp') return (at - 1 + size) % size;
  return undefined;
}
