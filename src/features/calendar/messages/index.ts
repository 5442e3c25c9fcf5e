import { datingExamples } from './dating/examples.ts';
import { examples as ownExamples } from './examples.ts';

export { addToCalendar, calendarFileSent } from './add-to-calendar.ts';
export { calendarPage, unknownCalendar } from './calendar-page.ts';
export { clearAsked, closedDayAsked, closingAsked, dateAsked, yearChanged } from './dating/day-forms.ts';
export * from './dating/ids.ts';
export { datedPage, daysPage, undatedPage } from './dating/pages.ts';
export { cancelAsked, editAsked, moveAsked, newSessionAsked, seriesAsked } from './dating/session-forms.ts';
export { eventDetails, noEvent } from './event-details.ts';
export { ADD, addButton, DETAILS, detailsButton, EARLIER, FILE, GOOGLE, LATER, OUTLOOK } from './ids.ts';
export { programOutline } from './program-outline.ts';

export const examples = { ...ownExamples, ...datingExamples };
