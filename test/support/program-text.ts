// A small program in YAML for tests of the loader and the rules: changed by replacing a piece of it.
export const SMALL_PROGRAM = `school:
  name: Example School
  program: Career Program
  page: https://example.edu/careers
  timeZone: America/New_York
  academicYearStartsIn: august
  closedDays:
    - { from: 2026-11-26, to: 2026-11-27, name: Thanksgiving }
matches:
  - { id: nrmp, name: Main Match }
specialties:
  - { id: dermatology, name: Dermatology, alsoCalled: [Derm], match: nrmp }
  - { id: urology, name: Urology, match: nrmp }
preliminaryYears: []
societies:
  - { name: Oak, track: pathways }
  - { name: Elm, track: hst }
classes:
  - { class: 2028, track: pathways, entry: 2024-08-01, pce: 2025-10-01, postPce: 2026-10-01, graduation: 2028-05-25, provisional: false }
  - { class: 2028, track: hst, entry: 2024-08-01, pce: 2026-02-01, postPce: 2027-02-01, graduation: 2028-05-25, provisional: false }
peopleRoles:
  - { id: dean, name: Dean }
contacts:
  - { name: Robin Vale, title: Dean, roles: [dean] }
advising:
  - { id: leadership, title: Leadership, for: [{ role: student }], who: The dean, purpose: Advice, reach: Come by, contacts: [dean], resources: [page] }
resources:
  - { id: page, title: The page, url: https://example.edu/page, access: open }
turnTo: { preclerkship: leadership, pce: leadership, post-pce: leadership, others: leadership }
broadcasts: { approvalOver: 100, nudgeDaysBefore: 2 }
reminders:
  budgetPerWeek: 2
  mergeWithinMinutes: 15
  quiet: { from: '21:00', to: '08:00' }
  closeDayFrom: '05:30'
  hours: { preclerkship: '09:00', pce: '18:30', post-pce: '09:00', others: '09:00' }
  digest: { weekday: sunday, at: '17:00' }
  welcome: { from: '09:00', to: '17:00' }
  kinds:
    class-meeting: { messages: [P1D, PT1H], digest: [P7D] }
    session: { messages: [P1D, PT1H], digest: [P7D] }
    milestone: { messages: [P14D, P2D], digest: [P30D, P7D] }
    interview: { messages: [P1D, PT1H], digest: [], booked: true }
    mentor-meeting: { messages: [P1D, PT1H], digest: [], booked: true }
interviews: { minutes: 25, weekdays: [tuesday, thursday], starts: ['17:30', '18:00', '18:30'] }
matchWeek: { call: [dean], office: dean }
mentorship:
  hours: { from: '09:00', to: '17:00' }
  reporting: [dean]
  question: How did you choose?
  topics:
    - { id: choosing, name: Choosing, question: What helped you to choose? }
entries:
  - id: welcome
    title: Welcome
    kind: session
    for: [{ phase: preclerkship }]
    when: [{ months: [august, september], year: 1 }]
    hosts: [dean]
    purpose: Hello
    resources: [page]
  - id: road
    title: The Road
    kind: class-meeting
    for: [{ cycle: applying }]
    when: [{ months: [january], match: -1 }]
    purpose: The year ahead
  - id: assessment
    title: Assessment
    kind: milestone
    for: [{ phase: preclerkship }]
    when: [{ months: [september], dueAtEndOf: welcome }]
    purpose: Know yourself
`;

/** The line (1 for the first) of the small program that holds a piece of text. */
export function lineOf(text: string, piece: string): number {
  return text.slice(0, text.indexOf(piece)).split('\n').length;
}

/** A copy with pieces replaced, each of which must stand there. */
export function changed(text: string, ...changes: readonly (readonly [piece: string, by: string])[]): string {
  return changes.reduce((result, [piece, by]) => {
    if (!result.includes(piece)) throw new Error(`the program holds no ${piece}`);
    return result.replace(piece, by);
  }, text);
}
