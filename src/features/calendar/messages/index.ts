export { addToCalendar, calendarFileSent } from './add-to-calendar.ts';
export { calendarPage, unknownCalendar } from './calendar-page.ts';
export { eventDetails, noEvent } from './event-details.ts';
export { examples } from './examples.ts';
export { ADD, addButton, DETAILS, detailsButton, EARLIER, FILE, GOOGLE, LATER, OUTLOOK } from './ids.ts';
export { programOutline } from './program-outline.ts';
