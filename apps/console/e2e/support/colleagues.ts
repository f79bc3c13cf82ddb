import { randomUUID } from 'node:crypto';
import type { TestAnnals } from '@annals/testing';
import { PASSWORD, someAddress } from './sign-up';
import type { Visitor } from './visitor';

/** A list takes so many lines. */
const AT_ONCE = 50;

/** Somebody new takes up their invitation, at no browser. */
async function comes({ url, mail }: TestAnnals, { email, alias }: { email: string; alias: string }): Promise<void> {
  const token = /#(\S+)/.exec((await mail(email))[0]?.text ?? '')?.[1] ?? '';
  const answer = await fetch(`${url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'idempotency-key': randomUUID() },
    body: JSON.stringify({ token, password: PASSWORD, alias }),
  });
  if (!answer.ok) throw new Error(`${alias} was answered ${answer.status}: ${await answer.text()}`);
}

/** Brings so many members into an organization: Colleague 1, Colleague 2, … */
export async function bringColleagues(annals: TestAnnals, by: Visitor, { base, many }: { base: string; many: number }) {
  for (let from = 0; from < many; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, many - from) }, (_, n) => ({
      email: someAddress('colleague'),
      alias: `Colleague ${from + n + 1}`,
    }));
    const csv = some.map(({ email }) => email).join('\n');
    await by.sends(`${base}/invitations/bulk`, { csv, roles: ['member'], expected: some.map(() => 'invite') });
    await Promise.all(some.map((each) => comes(annals, each)));
  }
}
