import {
  peoplesPermissions,
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
import type { Granter } from '../fleet/granter';

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

/** People: Olga owns the organization, Mia and Adam are members. */
const person = (n: string) => ({ personId: `0c000000-0000-4000-8000-0000000000${n}`, membership: 1 });
export const [olga, mia, adam] = [person('d0'), person('d1'), person('d2')] as const;
/** Who may everything everywhere, and who may what they were given only. */
export const byRole: Granter = { who: olga, everywhere: new Set(peoplesPermissions), workspaces: new Map() };
export const byGrant: Granter = { who: adam, everywhere: new Set(), workspaces: new Map() };
export const grantId = '0c000000-0000-4000-8000-0000000000a1';
export const accessRequestId = '0c000000-0000-4000-8000-0000000000a2';

export const linkId = '0c000000-0000-4000-8000-0000000000a4';

/** Days that triggers go by. */
export const calendarId = '0c000000-0000-4000-8000-0000000000f2';

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
const schedule = {
  triggerId,
  botId,
  kind: 'schedule',
  from: '2026-06-03T09:00:00.000Z',
  schedule: { zone },
  ...policies,
} as const;
export const created: FleetEvent = triggerCreated(schedule, { name, cron });
export const createdWithCalendar: FleetEvent = triggerCreated({ ...schedule, calendarId }, { name, cron });
