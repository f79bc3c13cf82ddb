import { calendarDefined, calendarRemoved, triggerUpdated } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import {
  askedSettings,
  botId,
  calendarId,
  created,
  createdWithCalendar,
  organizationId,
  registered,
  triggerId,
} from '../../testing/examples';
import { updateTrigger } from './update-trigger';

const { name, cron, zone, ...policies } = askedSettings;
const command = { organizationId, triggerId, ...askedSettings };

describe('B12: update a trigger', () => {
  it('is set anew, and counts from now', () => {
    const from = someFacts.now;
    given(fleet, registered, created)
      .when(updateTrigger, { ...command, zone: 'UTC', overlap: 'queue' })
      .then(
        triggerUpdated({ triggerId, from, schedule: { zone: 'UTC' }, ...policies, overlap: 'queue' }, { name, cron }),
      );
    given(fleet, registered, created)
      .when(updateTrigger, { ...command, name: 'Hourly' })
      .then(triggerUpdated({ triggerId, from, schedule: { zone }, ...policies }, { name: 'Hourly', cron }));
  });

  it('P14: goes by another calendar, or by none', () => {
    const calendar = calendarDefined({ calendarId, weekdays: [7], dates: [] }, { name: 'Oslo' });
    const set = { triggerId, from: someFacts.now, schedule: { zone }, ...policies };
    given(fleet, registered, created, calendar)
      .when(updateTrigger, { ...command, calendarId })
      .then(triggerUpdated({ ...set, calendarId }, { name, cron }));
    given(fleet, registered, createdWithCalendar, calendar)
      .when(updateTrigger, command)
      .then(triggerUpdated(set, { name, cron }));
    given(fleet, registered, createdWithCalendar, calendar)
      .when(updateTrigger, { ...command, calendarId })
      .thenNothing();
    given(fleet, registered, created, calendar, calendarRemoved({ calendarId }))
      .when(updateTrigger, { ...command, calendarId })
      .thenRefused('CALENDAR_NOT_FOUND');
  });

  it('says no about one that is not there, and to what does not say when', () => {
    given(fleet, registered).when(updateTrigger, command).thenRefused('TRIGGER_NOT_FOUND');
    given(fleet, registered, created)
      .when(updateTrigger, { ...command, cron: undefined })
      .thenRefused('SCHEDULE_INVALID');
  });

  it('stays quiet when it is so, whatever is said that its kind has no use for', () => {
    given(fleet, registered, created).when(updateTrigger, command).thenNothing();
    given(fleet, registered, created)
      .when(updateTrigger, { ...command, source: { botId, ends: ['failed'] } })
      .thenNothing();
  });
});
