import { calendarDefined, MOST_CALENDARS } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { organizationId } from '../../testing/examples';
import { defineCalendar } from './define-calendar';

const calendarId = someFacts.id('calendar');
const days = { weekdays: [6, 7], dates: ['2026-12-24', '2026-12-25'] };
const command = { organizationId, name: 'Oslo', ...days };
const defined = (id: string) => calendarDefined({ calendarId: id, ...days }, { name: 'Oslo' });

describe('P14: define a calendar', () => {
  it('has a name and days, each once and in order', () =>
    given(fleet)
      .when(defineCalendar, { ...command, weekdays: [7, 6, 7], dates: ['2026-12-25', '2026-12-24', '2026-12-25'] })
      .then(defined(calendarId)));

  it('says no where there are as many as there may be', () => {
    const all = Array.from({ length: MOST_CALENDARS }, (_, n) => defined(`calendar ${n}`));
    given(fleet, ...all)
      .when(defineCalendar, command)
      .thenRefused('CALENDAR_LIMIT_REACHED', { limit: MOST_CALENDARS });
    given(fleet, ...all.slice(1))
      .when(defineCalendar, command)
      .then(defined(calendarId));
  });

  it('stays quiet when it is there', () =>
    given(fleet, defined(calendarId)).when(defineCalendar, command).thenNothing());
});
