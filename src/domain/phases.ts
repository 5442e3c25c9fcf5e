export const PHASES = ['preclerkship', 'pce', 'post-pce'] as const;
export type Phase = (typeof PHASES)[number];

export const TRACKS = ['pathways', 'hst'] as const;
export type Track = (typeof TRACKS)[number];

export const PHASE_NAMES: Record<Phase, string> = { preclerkship: 'Preclerkship', pce: 'PCE', 'post-pce': 'Post-PCE' };

export const TRACK_NAMES: Record<Track, string> = { pathways: 'Pathways', hst: 'HST' };

/** The later of two phases: Preclerkship, PCE, Post-PCE is the order of the curriculum. */
export function laterPhase(a: Phase | null, b: Phase | null): Phase | null {
  if (a === null) return b;
  if (b === null) return a;
  return PHASES.indexOf(a) >= PHASES.indexOf(b) ? a : b;
}
