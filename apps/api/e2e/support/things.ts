import type { TestAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { asking, bot, type Founder, member, someAddress, someLogo, someName, somePhone } from './people';

/** An organization to make things in, and who founded it. */
export interface Place {
  readonly annals: TestAnnals;
  readonly owner: Founder;
}

type Maker = (place: Place) => Promise<string>;

/** One of each thing that a path can name, by its parameter: a new kind of thing has its entry here and nowhere else. */
const makers: Readonly<Record<string, Maker>> = {
  organizationId: ({ owner }) => Promise.resolve(owner.organizationId),
  botId: async ({ annals, owner }) => (await bot(annals, owner)).botId,
  keyId: async ({ annals, owner }) => (await bot(annals, owner)).keyId,
  personId: async ({ annals, owner }) => (await member(annals, owner, ['admin'], someName())).personId,
  invitationId: ({ owner }) =>
    made(owner, 'invitations', 'invitationId', { email: someAddress('open'), roles: ['member'] }),
  requestId: async ({ annals, owner }) => (await asking(annals, owner)).requestId,
  roleId: ({ owner }) => made(owner, 'roles', 'roleId', { name: someName(), permissions: ['org:read'] }),
  workspaceId: ({ owner }) => made(owner, 'workspaces', 'workspaceId', { name: someName() }),
  runId: async (place) => made(place.owner, `bots/${await thing('botId', place)}/runs`, 'runId'),
  triggerId: async (place) =>
    made(place.owner, `bots/${await thing('botId', place)}/triggers`, 'triggerId', {
      kind: 'schedule',
      name: someName(),
      everyMinutes: 60,
    }),
  calendarId: ({ owner }) => made(owner, 'calendars', 'calendarId', { name: someName(), weekdays: [6, 7] }),
  sourceId: async (place) => {
    const { client, path } = place.owner;
    const texts = `${path}/workspaces/${await thing('workspaceId', place)}/knowledge/texts`;
    const said = { name: someName(), text: 'Returns take fourteen days.' };
    return String((await client.post(texts, said)).body['sourceId']);
  },
  bulkId: async (place) => made(place.owner, 'bulk-actions', 'bulkId', await cancelling(place)),
  accessRequestId: async (place) => {
    const somebody = await member(place.annals, place.owner, ['member'], someName());
    return accessRequestOf(place, somebody, await thing('botId', place));
  },
  linkId: async (place) => (await linkTo(place, await thing('botId', place))).linkId,
  domainId: ({ owner }) => made(owner, 'domains', 'domainId', { domain: `${someName()}.example` }),
  phoneId: ({ owner }) => made(owner, 'phones', 'phoneId', somePhone()),
  logo: async ({ owner: { client, path } }) => {
    await client.post(`${path}/logo`, { image: someLogo() });
    return String((await client.get<{ logo: string }>(path)).body.logo);
  },
  slug: async ({ owner: { client, path } }) => String((await client.get<{ slug: string }>(path)).body.slug),
  destinationId: ({ owner }) =>
    made(owner, 'audit/destinations', 'destinationId', {
      kind: 'webhook',
      name: someName(),
      address: 'http://127.0.0.1:9/annals',
    }),
  erasureId: async (place) => made(place.owner, 'erasures', 'erasureId', { personId: await thing('personId', place) }),
  // On nobody who is there: other things are erased meanwhile.
  holdId: ({ owner }) => made(owner, 'legal-holds', 'holdId', { name: someName(), people: [randomUUID()] }),
  exportId: ({ owner }) => made(owner, 'audit/exports', 'exportId', { format: 'jsonl' }),
  sequence: () => Promise.resolve('1'),
  version: () => Promise.resolve('1'),
};

/** A bulk action that cancels one run that waits, as its preview says. */
export async function cancelling(place: Place): Promise<{ act: string; filter: object; token: string }> {
  const { client, path } = place.owner;
  const runId = await thing('runId', place);
  await client.get(`${path}/runs/${runId}`);
  const asked = { act: 'cancel', filter: { runIds: [runId] } };
  const { token } = (await client.post<{ token: string }>(`${path}/bulk-actions/preview`, asked)).body;
  return { ...asked, token };
}

/** A link to a bot for a day; its secret is what the console puts behind the #. */
export async function linkTo(
  { owner: { client, path } }: Place,
  botId: string,
  level = 'run',
): Promise<{ linkId: string; secret: string }> {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const made = await client.post(`${path}/bots/${botId}/share-links`, { level, until });
  if (made.status !== 201) throw new Error(`Making a link answered ${made.status}: ${made.text}`);
  return { linkId: String(made.body['linkId']), secret: String(made.body['secret']) };
}

/** A member asks to run a bot, which the organization shows its members. */
export async function accessRequestOf(
  { owner }: Place,
  { client }: Pick<Founder, 'client'>,
  botId: string,
): Promise<string> {
  const shows = await owner.client.post(`${owner.path}/policies`, { catalogue: 'names_and_owners' });
  client.seeing(String(shows.body['position']));
  const asked = await client.post(`${owner.path}/catalogue/${botId}/requests`, { level: 'run' });
  if (asked.status !== 201) throw new Error(`Asking for access answered ${asked.status}: ${asked.text}`);
  owner.client.seeing(String(asked.body['position']));
  return String(asked.body['accessRequestId']);
}

async function made({ client, path }: Founder, things: string, id: string, body: object = {}): Promise<string> {
  const { status, body: answer, text } = await client.post(`${path}/${things}`, body);
  if (status !== 201) throw new Error(`Making ${things} answered ${status}: ${text}`);
  return String(answer[id]);
}

/** Makes one of these things. @throws Error naming the parameter that nobody has said yet how to make */
export async function thing(parameter: string, place: Place): Promise<string> {
  const make = makers[parameter];
  if (make === undefined)
    throw new Error(`Nobody knows what {${parameter}} is: a new kind of thing needs an entry in support/things.ts`);
  return make(place);
}

/** Makes one of each of these things. */
export async function things(
  place: Place,
  parameters: readonly string[] = Object.keys(makers),
): Promise<Record<string, string>> {
  const named: Record<string, string> = {};
  for (const parameter of parameters) named[parameter] = await thing(parameter, place);
  return named;
}
