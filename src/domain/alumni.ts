/** How graduates of the school advise. */
export const ALUMNI_WAYS = ['email', 'call', 'visit', 'shadowing'] as const;
export type AlumniWay = (typeof ALUMNI_WAYS)[number];
