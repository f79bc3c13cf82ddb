import type { Page } from 'playwright-core';

/** A command by the browser of somebody who is signed in. */
export async function send(page: Page, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const answer = await page.evaluate(
    async ([to, content]) => {
      const response = await fetch(`/api/v1${to}`, {
        method: 'POST',
        body: content,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      });
      return { ok: response.ok, text: await response.text() };
    },
    [path, JSON.stringify(body)] as const,
  );
  if (!answer.ok) throw new Error(`${path} answered ${answer.text}`);
  return JSON.parse(answer.text) as Record<string, unknown>;
}

/** Ids of what there is to look at. */
export interface Things {
  botId: string;
  runId: string;
  roleId: string;
}

/** Gives an organization something to look at: bots, a disabled one, runs, a refusal, an invitation, a key. */
export async function someHistory(page: Page, organizationId: string): Promise<Things> {
  const base = `/organizations/${organizationId}`;
  const { botId } = await send(page, `${base}/bots`, { name: 'invoice-reader', kind: 'rpa' });
  const { botId: other } = await send(page, `${base}/bots`, { name: 'fuel-surcharge', kind: 'chat_agent' });
  const { runId } = await send(page, `${base}/bots/${String(botId)}/runs`);
  await send(page, `${base}/bots/${String(botId)}/api-keys`, { name: 'WH-RPA-4', expiresInDays: 30 });
  await send(page, `${base}/bots/${String(other)}/disable`, { reason: 'The tariff table is wrong' });
  await send(page, `${base}/invitations`, { email: 'noor.haddad@halden.example', roles: ['member'] });
  await send(page, `${base}/api-keys`, {
    name: 'Deploy pipeline',
    permissions: ['bots:read', 'runs:start'],
    expiresInDays: 90,
  });
  const { roleId } = await send(page, `${base}/roles`, {
    name: 'Night shift',
    permissions: ['org:read', 'runs:start'],
  });
  await send(page, `${base}/rename`, { name: 'Halden Freight' });
  return { botId: String(botId), runId: String(runId), roleId: String(roleId) };
}
