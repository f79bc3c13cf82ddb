import { exampleOf, SetLogo } from '@annals/contracts';
import { someLetters, type TestAnnals, type TestMail } from '@annals/testing';
import { randomInt } from 'node:crypto';
import { Client } from './client';

export const PASSWORD = 'correct horse battery';

/** A person who signed up: their client has a session, and they own an organization. */
export interface Founder {
  readonly client: Client;
  readonly email: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly path: string;
}

/** Members of an organization are called differently. */
export const someName = () => `mia.${someLetters(6)}`;
export const someAddress = (name = 'john', domain = 'acme.example') => `${name}.${someLetters(12)}@${domain}`;

/** A mobile number of Norway that an organization does not have yet, as it is added. */
export const somePhone = () => ({
  number: `+4790${randomInt(100_000, 1_000_000)}`,
  label: 'On duty',
  purpose: 'alerts',
});

/** A picture as it is sent: the example of its contract. */
export const someLogo = (): string => SetLogo.parse(exampleOf(SetLogo)).image;

/** The code in the newest message to a number or an address. @param count of messages that have come by then */
export async function codeFor(annals: TestAnnals, number: string, count = 1): Promise<string> {
  const [newest] = await annals.mail(number, count);
  const code = /^\d{6}/.exec(newest?.text ?? '')?.[0];
  if (code === undefined) throw new Error(`There is no code in "${newest?.text ?? ''}"`);
  return code;
}

/** The newest mail to an address whose subject matches. Mails are made by the worker: it waits until one is there. */
export async function mailAbout(annals: TestAnnals, email: string, subject: RegExp): Promise<TestMail> {
  for (let expected = 1; ; expected += 1) {
    const mails = await annals.mail(email, expected);
    const mail = mails.find((each) => subject.test(each.subject));
    if (mail) return mail;
    expected = mails.length;
  }
}

/** The secret at the end of the link in the newest such mail. */
export async function secretFromMail(annals: TestAnnals, email: string, subject = /./): Promise<string> {
  const { text, subject: about } = await mailAbout(annals, email, subject);
  const secret = /#([^\s]+)/.exec(text)?.[1];
  if (secret === undefined) throw new Error(`The mail "${about}" has no link:\n${text}`);
  return secret;
}

/**
 * Sign-up as a new user lives it: address, mail, link, password; and an organization, where none comes with that
 * (X2).
 */
export async function founder(annals: TestAnnals, name = 'john', email = someAddress(name)): Promise<Founder> {
  const client = new Client(annals.url);
  const asked = await client.post('/api/v1/users', { email });
  if (asked.status !== 202) throw new Error(`Sign-up answered ${asked.status}: ${asked.text}`);
  const token = await secretFromMail(annals, email);
  const verified = await client.post<{ userId: string; organizationId: string | null; position: string }>(
    '/api/v1/users/verify',
    { token, password: PASSWORD, alias: name },
  );
  if (verified.status !== 200) throw new Error(`Verification answered ${verified.status}: ${verified.text}`);
  const { userId, position } = verified.body;
  const organizationId = verified.body.organizationId ?? (await makesOne(client.seeing(position), name));
  return { client, email, userId, organizationId, path: `/api/v1/organizations/${organizationId}` };
}

async function makesOne(client: Client, alias: string): Promise<string> {
  const asked = { name: 'Halden', country: 'NO', timeZone: 'Europe/Oslo', alias };
  const made = await client.post<{ organizationId: string }>('/api/v1/organizations', asked);
  if (made.status !== 201) throw new Error(`Making an organization answered ${made.status}: ${made.text}`);
  return made.body.organizationId;
}

/** Invites a new person and accepts for them, by the link in their mail. */
export async function member(
  annals: TestAnnals,
  owner: Founder,
  roles: readonly string[],
  name = 'mia',
): Promise<{ client: Client; email: string; personId: string; userId: string }> {
  const email = someAddress(name);
  const invited = await owner.client.post(`${owner.path}/invitations`, { email, roles });
  if (invited.status !== 201) throw new Error(`Inviting answered ${invited.status}: ${invited.text}`);
  const client = new Client(annals.url);
  const token = await secretFromMail(annals, email);
  const accepted = await client.post<{ personId: string; userId: string; position: string }>(
    '/api/v1/invitations/accept',
    { token, password: PASSWORD, alias: name },
  );
  if (accepted.status !== 200) throw new Error(`Accepting answered ${accepted.status}: ${accepted.text}`);
  owner.client.seeing(accepted.body.position);
  return { client, email, personId: accepted.body.personId, userId: accepted.body.userId };
}

/** Somebody with an organization of their own asks to join the owner's, which lets itself be found. */
export async function asking(annals: TestAnnals, owner: Founder, name = someName()) {
  const changed = await owner.client.post(`${owner.path}/policies`, { discoverable: true });
  if (changed.status !== 200) throw new Error(`Changing a policy answered ${changed.status}: ${changed.text}`);
  const asker = await founder(annals, name);
  const said = { organizationId: owner.organizationId, alias: name, message: 'I load your ships.' };
  const asked = await asker.client.post<{ requestId: string; position: string }>('/api/v1/me/join-requests', said);
  if (asked.status !== 201) throw new Error(`Asking to join answered ${asked.status}: ${asked.text}`);
  owner.client.seeing(asked.body.position);
  return { ...asker, said, requestId: asked.body.requestId };
}

/** A bot with its own key, and a client that speaks with it. */
export async function bot(
  annals: TestAnnals,
  owner: Founder,
  name = 'invoice-reader',
): Promise<{ botId: string; keyId: string; secret: string; client: Client }> {
  const registered = await owner.client.post<{ botId: string }>(`${owner.path}/bots`, { name, kind: 'rpa' });
  if (registered.status !== 201) throw new Error(`Registering answered ${registered.status}: ${registered.text}`);
  const { botId } = registered.body;
  const issued = await owner.client.post<{ keyId: string; secret: string }>(`${owner.path}/bots/${botId}/api-keys`, {
    name: 'host',
    expiresInDays: 30,
  });
  if (issued.status !== 201) throw new Error(`Issuing answered ${issued.status}: ${issued.text}`);
  const { keyId, secret } = issued.body;
  return { botId, keyId, secret, client: new Client(annals.url, secret) };
}
