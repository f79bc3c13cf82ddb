import {
  botMoved,
  botRegistered,
  calendarDefined,
  triggerCreated,
  triggerDeleted,
  triggerLimits,
  type FleetEvent,
} from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import {
  askedSettings,
  botId,
  calendarId,
  organizationId,
  otherBotId,
  registered,
  workspaceId,
} from '../../testing/examples';
import { createTrigger, type CreateTrigger } from './create-trigger';

const command: CreateTrigger = { organizationId, botId, kind: 'schedule', ...askedSettings };
const { name, cron, zone, ...policies } = askedSettings;
const triggerId = someFacts.id('trigger');
const from = someFacts.now;
const other = botRegistered({ botId: otherBotId, workspaceId, kind: 'rpa' }, { name: 'stock-sync' });
const owner = { personId: '0c000000-0000-4000-8000-0000000000d1', membership: 1 };
const source = (of: string) => ({ botId: of, ends: ['failed'] as 'failed'[] });
const follows = (id: string, of: string, by: string): FleetEvent =>
  triggerCreated({ triggerId: id, botId: by, kind: 'event', from, source: source(of), ...policies }, { name });
const withoutCron = { ...command, cron: undefined };

describe('B12: create a trigger', () => {
  it('is on from now, and somebody’s where a person makes it', () => {
    given(fleet, registered)
      .when(createTrigger, { ...command, owner })
      .then(
        triggerCreated(
          { triggerId, botId, kind: 'schedule', ownedBy: owner, from, schedule: { zone }, ...policies },
          { name, cron },
        ),
      );
    given(fleet, registered)
      .when(createTrigger, { ...withoutCron, everyMinutes: 15 })
      .then(
        triggerCreated(
          { triggerId, botId, kind: 'schedule', from, schedule: { zone, everyMinutes: 15 }, ...policies },
          { name },
        ),
      );
  });

  it('P14: goes by a calendar that is there, where it goes by the clock', () => {
    const calendar = calendarDefined({ calendarId, weekdays: [7], dates: [] }, { name: 'Oslo' });
    given(fleet, registered, calendar)
      .when(createTrigger, { ...command, calendarId })
      .then(
        triggerCreated(
          { triggerId, botId, kind: 'schedule', from, schedule: { zone }, calendarId, ...policies },
          { name, cron },
        ),
      );
    given(fleet, registered)
      .when(createTrigger, { ...command, calendarId })
      .thenRefused('CALENDAR_NOT_FOUND');
    given(fleet, registered)
      .when(createTrigger, { ...command, kind: 'webhook', calendarId })
      .then(triggerCreated({ triggerId, botId, kind: 'webhook', from, ...policies, overlap: 'parallel' }, { name }));
  });

  it('keeps nothing that its kind has no use for', () =>
    given(fleet, registered)
      .when(createTrigger, { ...command, kind: 'webhook' })
      .then(triggerCreated({ triggerId, botId, kind: 'webhook', from, ...policies, overlap: 'parallel' }, { name })));

  it('says no to a bot that is not there, and to what does not say when', () => {
    given(fleet).when(createTrigger, command).thenRefused('BOT_NOT_FOUND');
    given(fleet, registered).when(createTrigger, withoutCron).thenRefused('SCHEDULE_INVALID');
    given(fleet, registered)
      .when(createTrigger, { ...command, everyMinutes: 5 })
      .thenRefused('SCHEDULE_INVALID');
    given(fleet, registered)
      .when(createTrigger, { ...command, kind: 'event' })
      .thenRefused('SCHEDULE_INVALID');
  });

  it('P14: says no to bots that would set each other off, at once or by way of others', () => {
    const event = { ...command, kind: 'event' } as const;
    given(fleet, registered, other)
      .when(createTrigger, { ...event, source: source(botId) })
      .thenRefused('TRIGGER_LOOP');
    given(fleet, registered, other, follows('t1', botId, otherBotId))
      .when(createTrigger, { ...event, source: source(otherBotId) })
      .thenRefused('TRIGGER_LOOP');
    given(fleet, registered, other, follows('t1', 'b3', otherBotId), follows('t2', botId, 'b3'))
      .when(createTrigger, { ...event, source: source(otherBotId) })
      .thenRefused('TRIGGER_LOOP');
    given(fleet, registered)
      .when(createTrigger, { ...event, source: source(otherBotId) })
      .thenRefused('BOT_NOT_FOUND');
  });

  it('says no where a bot, its workspace or the organization has as many as it may', () => {
    const bots = Array.from({ length: 21 }, (_, n) => `bot ${n}`);
    const all = (perBot: number): FleetEvent[] =>
      bots.flatMap((id) => [
        botRegistered({ botId: id, workspaceId, kind: 'rpa' }, { name: id }),
        ...Array.from({ length: perBot }, (_, n) => follows(`${id} ${n}`, otherBotId, id)),
      ]);
    const own = Array.from({ length: triggerLimits.bot }, (_, n) => follows(`own ${n}`, otherBotId, botId));
    const details = (of: keyof typeof triggerLimits) => ({ of, limit: triggerLimits[of] });
    given(fleet, registered, ...own)
      .when(createTrigger, command)
      .thenRefused('TRIGGER_LIMIT_REACHED', details('bot'));
    given(fleet, registered, ...all(50))
      .when(createTrigger, command)
      .thenRefused('TRIGGER_LIMIT_REACHED', details('workspace'));
    given(fleet, registered, ...all(96), ...bots.map((id) => botMoved({ botId: id, workspaceId: 'elsewhere' })))
      .when(createTrigger, command)
      .thenRefused('TRIGGER_LIMIT_REACHED', details('organization'));
    given(fleet, registered, ...own, triggerDeleted({ triggerId: 'own 0' }))
      .when(createTrigger, { ...command, kind: 'webhook' })
      .then(triggerCreated({ triggerId, botId, kind: 'webhook', from, ...policies, overlap: 'parallel' }, { name }));
  });

  it('stays quiet when it is there', () =>
    given(fleet, registered, follows(triggerId, otherBotId, botId))
      .when(createTrigger, command)
      .thenNothing());
});
