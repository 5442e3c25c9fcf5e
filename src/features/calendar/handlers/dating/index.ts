export { askClosedDay, chooseClosedDay, closeIt, showClosing } from './closing.ts';
export { askClear, askDate, enterDate, takeDateOut } from './day-forms.ts';
export { countUndated, showDated, showDays, showUndated } from './pages.ts';
export { askSeries, dateSeries } from './series-form.ts';
export { askCancel, askEdit, askMove, askSession, cancelIt, dateOne, editIt, moveIt } from './session-forms.ts';
