import { randomUUID } from 'node:crypto';
import type { TestAnnals } from '@annals/testing';
import { PASSWORD, someAddress } from './sign-up';
import type { Visitor } from './visitor';

/** A list takes so many lines. */
const AT_ONCE = 50;
const TOGETHER = 5;

/** Somebody new takes up their invitation, at no browser. */
export async function comes(annals: TestAnnals, { email, alias }: { email: string; alias: string }): Promise<void> {
  const token = /#(\S+)/.exec((await annals.mail(email))[0]?.text ?? '')?.[1] ?? '';
  const answer = await fetch(`${annals.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: annals.url, 'idempotency-key': randomUUID() },
    body: JSON.stringify({ token, password: PASSWORD, alias }),
  });
  if (!answer.ok) throw new Error(`${alias} was answered ${answer.status}: ${await answer.text()}`);
}

/** An organization of somebody with so many other members: Colleague 1, Colleague 2, … @returns its id */
export async function crowded(annals: TestAnnals, by: Visitor, many: number): Promise<string> {
  const about = { name: 'Halden Air', alias: 'Ada', country: 'NO', timeZone: 'Europe/Oslo' };
  const organizationId = String((await by.sends('/organizations', about))['organizationId']);
  const base = `/organizations/${organizationId}`;
  await by.sends(`${base}/policies`, { invitationsPerDay: 1000 });
  for (let from = 0; from < many; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, many - from) }, (_, n) => ({
      email: someAddress('colleague'),
      alias: `Colleague ${from + n + 1}`,
    }));
    const csv = some.map(({ email }) => email).join('\n');
    await by.sends(`${base}/invitations/bulk`, { csv, roles: ['member'], expected: some.map(() => 'invite') });
    // Passwords are hashed a few at a time; whoever comes then is told to come again.
    for (let n = 0; n < some.length; n += TOGETHER)
      await Promise.all(some.slice(n, n + TOGETHER).map((each) => comes(annals, each)));
  }
  return organizationId;
}
