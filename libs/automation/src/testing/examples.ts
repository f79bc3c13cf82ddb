import {
  botDisabled,
  botRegistered,
  botWentOnline,
  runRequested,
  runStarted,
  triggerCreated,
  type FleetEvent,
  type PresenceEvent,
  type RunEvent,
} from '@annals/contracts';

/** A bot and a run for specs. */
export const organizationId = '0c000000-0000-4000-8000-00000000000a';
export const workspaceId = '0c000000-0000-4000-8000-00000000000b';
export const botId = '0c000000-0000-4000-8000-0000000000b1';
export const otherBotId = '0c000000-0000-4000-8000-0000000000b2';
export const runId = '0c000000-0000-4000-8000-0000000000c1';

export const registered: FleetEvent = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' });
export const disabled: FleetEvent = botDisabled({ botId });
export const online: PresenceEvent = botWentOnline({ botId });

export const requested: RunEvent = runRequested({ runId, botId, workspaceId, source: 'manual' });
export const started: RunEvent = runStarted({ runId, botId });

/** A trigger of the bot. */
export const triggerId = '0c000000-0000-4000-8000-0000000000e1';
export const askedSettings = {
  name: 'Every hour',
  cron: '0 * * * *',
  zone: 'Europe/Oslo',
  overlap: 'skip',
  missed: 'once',
  missedAtMost: 10,
  pauseAfter: 10,
} as const;
const { name, cron, zone, ...policies } = askedSettings;
export const created: FleetEvent = triggerCreated(
  { triggerId, botId, kind: 'schedule', from: '2026-06-03T09:00:00.000Z', schedule: { zone }, ...policies },
  { name, cron },
);
