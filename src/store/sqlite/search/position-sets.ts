/** Lists of positions, ascending and without repetition. */
export type Positions = readonly number[];

export function intersection(lists: readonly Positions[]): Positions {
  const [shortest = [], ...others] = lists.toSorted((a, b) => a.length - b.length);
  return others.reduce<Positions>((found, list) => both(found, list), shortest);
}

export function union(lists: readonly Positions[]): Positions {
  if (lists.length === 1) return lists[0]!;
  return [...new Set(lists.flat())].toSorted((a, b) => a - b);
}

export function difference(from: Positions, without: Positions): Positions {
  if (without.length === 0) return from;
  const excluded = new Set(without);
  return from.filter((position) => !excluded.has(position));
}

function both(a: Positions, b: Positions): number[] {
  const found: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      found.push(a[i]!);
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return found;
}
