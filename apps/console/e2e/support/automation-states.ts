import { scaled } from '@annals/testing';
import type { PagesByState, StatePages } from './stage';
import type { Visitor } from './visitor';

const runs = { headline: 'Runs' } as const;
const bots = { headline: 'Bots' } as const;
const apps = { path: '/apps', headline: 'Apps' } as const;
const triggers = { headline: 'Triggers' } as const;
const calendars = { path: '/triggers/calendars', headline: 'Calendars' } as const;
const knowledge = { path: '/workspaces/{workspace}/knowledge', headline: 'Knowledge' } as const;
/** Every page of what bots do, with what is on it once everything is there. */
const pages: StatePages = {
  runs: { path: '/runs', shows: 'invoice-reader', ...runs },
  'a run': { path: '/runs?row={run}', shows: 'Timeline', ...runs },
  bots: { path: '/bots', shows: 'fuel-surcharge', ...bots },
  'a bot': { path: '/bots/{bot}', shows: 'Issue key', headline: /./ },
  'panel of a bot': { path: '/bots?row={bot}', shows: 'How it connects', ...bots },
  apps: { shows: 'fuel-surcharge', ...apps },
  triggers: { path: '/triggers', shows: 'Carrier delay', ...triggers },
  'a trigger': { path: '/triggers/{trigger}', shows: 'How it is set', headline: /./ },
  'change a trigger': { path: '/triggers/{trigger}/edit', shows: 'Save trigger', headline: /./ },
  calendars: { shows: 'Saturdays and Sundays', ...calendars },
  knowledge: { shows: 'Tone of voice', ...knowledge },
  needs: { path: '/needs', shows: 'When something needs you', headline: 'What needs you' },
  'a link to a bot': {
    path: '/share/{at}#{link}',
    isOutside: true,
    shows: 'You may use invoice-reader already',
    headline: /Shared with you|invoice-reader/,
  },
};
/** Of the same pages in an organization in which nothing was done yet. */
const empty: StatePages = {
  runs: { path: '/runs', shows: 'No runs yet', ...runs },
  'no such run': { path: '/runs?search=zzz', shows: 'No runs match these filters', ...runs },
  bots: { path: '/bots', shows: 'No bots yet', ...bots },
  apps: { shows: 'No apps yet', ...apps },
  'no such app': { ...apps, path: '/apps?search=zzz', shows: 'No apps match these filters' },
  triggers: { path: '/triggers', shows: 'No triggers yet', ...triggers },
  calendars: { shows: 'No calendars yet', ...calendars },
  knowledge: { ...knowledge, path: '/workspaces/{quiet}/knowledge', shows: 'Nothing to read yet' },
  needs: { path: '/needs', shows: 'Nothing needs you', headline: 'What needs you' },
};
/** What an external reads who was given nothing. */
const closed: StatePages = {
  runs: { path: '/runs', shows: "You can't see the runs", ...runs },
  bots: { path: '/bots', shows: "You can't see the bots", ...bots },
  apps: { shows: "You can't see the apps", ...apps },
  triggers: { path: '/triggers', shows: "You can't see the triggers", ...triggers },
  'a trigger': { path: '/triggers/{trigger}', shows: "You can't see the trigger", headline: 'Trigger' },
  calendars: { shows: "You can't see the calendars", ...calendars },
  knowledge: { shows: "You can't see", ...knowledge },
};
/** Where there is much. */
const long: StatePages = {
  runs: { path: '/runs', shows: /collector \d+/, ...runs },
  bots: { path: '/bots', shows: /collector \d+/, ...bots },
  apps: { shows: /collector \d+/, ...apps },
  triggers: { path: '/triggers', shows: /Every morning \d+/, ...triggers },
  knowledge: { shows: /Note \d+/, ...knowledge },
};
/** Where something is done about a row without a mouse. */
const keyboard: StatePages = {
  bots: {
    path: '/bots',
    shows: 'fuel-surcharge',
    ...bots,
    keys: { row: /invoice-reader/, act: 'Edit invoice-reader', dialog: /invoice-reader/ },
  },
  knowledge: {
    shows: 'Tone of voice',
    ...knowledge,
    keys: { row: /^Tone of voice/, menu: 'More about Tone of voice', act: 'Remove…', dialog: /Tone of voice/ },
  },
};

/** Long last: then much is further down. */
export const automationStates: PagesByState = {
  loading: pages,
  error: pages,
  empty,
  forbidden: closed,
  keyboard,
  long,
};

/** 500 bots with a trigger and a run each, and as many sources; on every commit a few. */
export async function fillAutomation(ada: Visitor, organizationId: string, workspaceId: string): Promise<void> {
  const base = `/organizations/${organizationId}`;
  const knowledge = `${base}/workspaces/${workspaceId}/knowledge`;
  for (let n = 1; n <= scaled(3, 500); n += 1) {
    const { botId } = await ada.sends(`${base}/bots`, { name: `collector ${n}`, kind: 'rpa' });
    const timed = { kind: 'schedule', name: `Every morning ${n}`, cron: '0 7 * * *', zone: 'Europe/Oslo' };
    await ada.sends(`${base}/bots/${String(botId)}/triggers`, timed);
    await ada.sends(`${base}/bots/${String(botId)}/runs`);
    await ada.sends(`${knowledge}/texts`, { name: `Note ${n}`, text: 'What is so.' });
    // Five are read at a time.
    while (n % 4 === 0 && !(await isRead(ada, knowledge)));
  }
}

async function isRead(ada: Visitor, knowledge: string): Promise<boolean> {
  const { items } = (await ada.asks(`${knowledge}?limit=5`)) as { items: readonly { state: string }[] };
  return items.every(({ state }) => state !== 'waiting' && state !== 'reading');
}
