import { calendarChanged, calendarDefined, calendarRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { calendarId, organizationId } from '../../testing/examples';
import { changeCalendar } from './change-calendar';

const days = { weekdays: [6, 7], dates: ['2026-12-24', '2026-12-25'] };
const defined = calendarDefined({ calendarId, ...days }, { name: 'Oslo' });
const command = { organizationId, calendarId, name: 'Oslo', ...days };

describe('P14: change a calendar', () => {
  it('has another name or other days', () => {
    given(fleet, defined)
      .when(changeCalendar, { ...command, name: 'Norway' })
      .then(calendarChanged({ calendarId, ...days }, { name: 'Norway' }));
    given(fleet, defined)
      .when(changeCalendar, { ...command, weekdays: [] })
      .then(calendarChanged({ calendarId, ...days, weekdays: [] }, { name: 'Oslo' }));
  });

  it('says no about one that is not there, or no more', () => {
    given(fleet).when(changeCalendar, command).thenRefused('CALENDAR_NOT_FOUND');
    given(fleet, defined, calendarRemoved({ calendarId }))
      .when(changeCalendar, command)
      .thenRefused('CALENDAR_NOT_FOUND');
  });

  it('stays quiet when it is so, in whatever order it is said', () =>
    given(fleet, defined)
      .when(changeCalendar, { ...command, weekdays: [7, 6], dates: [...days.dates].reverse() })
      .thenNothing());
});
