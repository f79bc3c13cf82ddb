import { calendarDefined, calendarRemoved, triggerDeleted, triggerDisabled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { calendarId, createdWithCalendar, organizationId, registered, triggerId } from '../../testing/examples';
import { removeCalendar } from './remove-calendar';

const command = { organizationId, calendarId };
const defined = calendarDefined({ calendarId, weekdays: [6, 7], dates: [] }, { name: 'Oslo' });
const used = [registered, defined, createdWithCalendar];

describe('P14: remove a calendar', () => {
  it('is no more, once nothing goes by it', () => {
    given(fleet, defined).when(removeCalendar, command).then(calendarRemoved({ calendarId }));
    given(fleet, ...used, triggerDeleted({ triggerId }))
      .when(removeCalendar, command)
      .then(calendarRemoved({ calendarId }));
  });

  it('says no while a trigger goes by it, also one that is off, and about one that is not there', () => {
    given(fleet, ...used)
      .when(removeCalendar, command)
      .thenRefused('CALENDAR_IN_USE', { triggers: 1 });
    given(fleet, ...used, triggerDisabled({ triggerId }))
      .when(removeCalendar, command)
      .thenRefused('CALENDAR_IN_USE');
    given(fleet).when(removeCalendar, command).thenRefused('CALENDAR_NOT_FOUND');
  });
});
