// Class calendars typed from the specification, so that expectations do not lean on the program file.
import type { ClassCalendar, Enrollment, Override, SchoolCalendar } from '../../src/domain/standing.ts';

/** Pathways starts the PCE in October of the second year, HST in the February after it; both graduate in May four years on. */
function classCalendar(graduationYear: number, track: 'pathways' | 'hst'): ClassCalendar {
  const entered = graduationYear - 4;
  const [pce, postPce] =
    track === 'pathways'
      ? [`${entered + 1}-10-01`, `${entered + 2}-10-01`]
      : [`${entered + 2}-02-01`, `${entered + 3}-02-01`];
  const [entry, graduation] = [`${entered}-08-01`, `${graduationYear}-05-25`];
  return { graduationYear, track, entry, pce, postPce, graduation, provisional: true };
}

/** The classes of 2025 to 2033 on both tracks; the academic year starts in August. */
export const school: SchoolCalendar = {
  startMonth: 8,
  classes: new Map(
    [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033].flatMap((year) =>
      (['pathways', 'hst'] as const).map((track) => [`${year}/${track}`, classCalendar(year, track)] as const),
    ),
  ),
};

/** A Pathways student of the class of 2028 (entry 2024, PCE October 2025, Post-PCE October 2026, graduation 25 May 2028). */
export function pathways(...overrides: Override[]): Enrollment {
  return { class: 2028, track: 'pathways', overrides };
}

/** An HST student of the class of 2028 (entry 2024, PCE February 2026, Post-PCE February 2027, graduation 25 May 2028). */
export function hst(...overrides: Override[]): Enrollment {
  return { class: 2028, track: 'hst', overrides };
}
