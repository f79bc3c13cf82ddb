import type { Visitor } from './visitor';

/** Ids of what there is to look at. */
export interface Things {
  botId: string;
  runId: string;
  roleId: string;
  workspaceId: string;
  triggerId: string;
  sourceId: string;
  /** The secret of a link to the bot. */
  link: string;
}

const TONE = 'We write as we speak. Returns take fourteen days from the day of delivery. Money is paid back at once.';

/** Gives an organization something to look at: bots, a disabled one, runs, a refusal, an invitation, a key. */
export async function someHistory(visitor: Visitor, organizationId: string): Promise<Things> {
  const base = `/organizations/${organizationId}`;
  const { botId } = await visitor.sends(`${base}/bots`, { name: 'invoice-reader', kind: 'rpa' });
  const { botId: other } = await visitor.sends(`${base}/bots`, { name: 'fuel-surcharge', kind: 'chat_agent' });
  const { runId } = await visitor.sends(`${base}/bots/${String(botId)}/runs`);
  await visitor.sends(`${base}/bots/${String(botId)}/api-keys`, { name: 'WH-RPA-4', expiresInDays: 30 });
  for (const [basedOn, note] of ['First one', 'Retries less'].entries())
    await visitor.sends(`${base}/bots/${String(botId)}/versions`, {
      configuration: { retries: 3 - basedOn },
      basedOn,
      note,
    });
  const christmas = { weekdays: [6, 7], dates: ['2026-12-24', '2026-12-25'] };
  const { calendarId } = await visitor.sends(`${base}/calendars`, { name: 'Oslo', ...christmas });
  const timed = { kind: 'schedule', name: 'Weekdays 16:00', cron: '0 16 * * *', zone: 'Europe/Oslo', calendarId };
  const { triggerId } = await visitor.sends(`${base}/bots/${String(botId)}/triggers`, timed);
  await visitor.sends(`${base}/triggers/${String(triggerId)}/fire`);
  await visitor.sends(`${base}/bots/${String(other)}/triggers`, { kind: 'webhook', name: 'Carrier delay' });
  await visitor.sends(`${base}/bots/${String(other)}/disable`, { reason: 'The tariff table is wrong' });
  await visitor.sends(`${base}/invitations`, { email: 'noor.haddad@halden.example', roles: ['member'] });
  await visitor.sends(`${base}/api-keys`, {
    name: 'Deploy pipeline',
    permissions: ['bots:read', 'runs:start'],
    expiresInDays: 90,
  });
  const { roleId } = await visitor.sends(`${base}/roles`, {
    name: 'Night shift',
    permissions: ['org:read', 'runs:start'],
  });
  const { workspaceId } = await visitor.sends(`${base}/workspaces`, { name: 'Customs' });
  const knowledge = `${base}/workspaces/${String(workspaceId)}/knowledge`;
  const { sourceId } = await visitor.sends(`${knowledge}/texts`, { name: 'Tone of voice', text: TONE });
  const locked = { name: 'Returns policy 2025.pdf', content: Buffer.from('%PDF-1.7 nothing else').toString('base64') };
  await visitor.sends(`${knowledge}/files`, locked);
  const { sourceId: website } = await visitor.sends(`${knowledge}/websites`, {
    address: 'https://help.halden.invalid/',
  });
  await visitor.sends(`${knowledge}/${String(website)}/schedule`, { every: 'day' });
  const until = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString();
  const { secret } = await visitor.sends(`${base}/bots/${String(botId)}/share-links`, { level: 'run', until });
  await visitor.sends(`${base}/rename`, { name: 'Halden Freight' });
  return {
    link: String(secret),
    botId: String(botId),
    runId: String(runId),
    roleId: String(roleId),
    workspaceId: String(workspaceId),
    triggerId: String(triggerId),
    sourceId: String(sourceId),
  };
}
