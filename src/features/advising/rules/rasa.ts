// Which RASA is proposed for a student, and in which specialties there are too few. Pure.

/** Somebody who is RASA for a specialty, with how many students they take and have. */
export interface Rasa {
  personId: number;
  name: string;
  specialty: string;
  capacity: number;
  taken: number;
}

/** A student who chose a specialty and has no RASA for it; since when. */
export interface Need {
  studentId: number;
  student: string;
  specialty: string;
  /** An ISO instant. */
  since: string;
}

function load({ capacity, taken }: Rasa): number {
  return capacity === 0 ? 1 : taken / capacity;
}

/** Those who are RASA for a specialty and take another student, the least-loaded first: by share of their places, then by number, then by name. */
export function eligibleRasas(rasas: readonly Rasa[], specialty: string): Rasa[] {
  return rasas
    .filter((rasa) => rasa.specialty === specialty && rasa.taken < rasa.capacity)
    .sort((a, b) => load(a) - load(b) || a.taken - b.taken || (a.name < b.name ? -1 : 1));
}

export interface Proposal {
  need: Need;
  /** null where no place is left. */
  rasa: Rasa | null;
  /** How many others could be chosen instead. */
  others: number;
}

/** A RASA for each need in their order; who is proposed once counts as taken for the next, so that all of them can be confirmed. */
export function proposals(needs: readonly Need[], rasas: readonly Rasa[]): Proposal[] {
  const left = rasas.map((rasa) => ({ ...rasa }));
  return needs.map((need) => {
    const [rasa = null, ...others] = eligibleRasas(left, need.specialty);
    const proposed = rasa && rasas.find((one) => one.personId === rasa.personId && one.specialty === rasa.specialty);
    if (rasa) rasa.taken += 1;
    return { need, rasa: proposed ?? null, others: others.length };
  });
}

export interface Shortage {
  specialty: string;
  waiting: number;
  free: number;
}

/** Specialties in which more students wait than places are free, the shortest first. */
export function shortages(needs: readonly Need[], rasas: readonly Rasa[]): Shortage[] {
  return [...new Set(needs.map(({ specialty }) => specialty))]
    .map((specialty) => ({
      specialty,
      waiting: needs.filter((need) => need.specialty === specialty).length,
      free: rasas
        .filter((rasa) => rasa.specialty === specialty)
        .reduce((sum, { capacity, taken }) => sum + capacity - taken, 0),
    }))
    .filter(({ waiting, free }) => waiting > free)
    .sort((a, b) => b.waiting - b.free - (a.waiting - a.free));
}
