import type { RefusalCode, routes } from '@annals/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from './client';
import {
  asking,
  bot,
  codeFor,
  founder,
  member,
  PASSWORD,
  secretFromMail,
  someAddress,
  someName,
  somePhone,
} from './people';
import { accessRequestOf, cancelling, linkTo, thing, type Place } from './things';

type Routes = typeof routes;
/** How a route is called in its context. */
type RouteName = { [Context in keyof Routes]: keyof Routes[Context] }[keyof Routes];

/** Who asks, where it is not the owner; and what they say beyond an example of the contract. */
export interface Prepared {
  readonly by?: Client;
  readonly said?: Readonly<Record<string, unknown>>;
  /** Where nothing can be prepared over HTTP: what it says then; another spec has it say yes. */
  readonly saysNo?: RefusalCode;
}

async function botItself({ annals, owner }: Place) {
  const { botId, client } = await bot(annals, owner);
  return { by: client, said: { botId } };
}

/** A bot with so many versions of its configuration. */
async function botWithVersions({ annals, owner }: Place, versions: number) {
  const { botId } = await bot(annals, owner);
  for (let basedOn = 0; basedOn < versions; basedOn += 1)
    await owner.client.post(`${owner.path}/bots/${botId}/versions`, { configuration: { retries: basedOn }, basedOn });
  return { botId };
}

async function botWithRun(place: Place) {
  const { by, said } = await botItself(place);
  const { body } = await place.owner.client.post(`${place.owner.path}/bots/${said.botId}/runs`);
  return { by, said: { runId: String(body['runId']) } };
}

async function botThatRuns(place: Place) {
  const waiting = await botWithRun(place);
  await waiting.by.post(`${place.owner.path}/runs/${waiting.said.runId}/start`);
  return waiting;
}

async function runThatStops(place: Place) {
  const { by, said } = await botThatRuns(place);
  await place.owner.client.post(`${place.owner.path}/runs/${said.runId}/stop`);
  return { by, said };
}

/** The history is under a checkpoint, which the worker signs as soon as there is something. */
async function signed({ owner: { client, path } }: Place) {
  for (const until = Date.now() + 20_000; ; await pause(50)) {
    const { entries } = (await client.get<{ entries?: number }>(`${path}/proofs/checkpoints/latest`)).body;
    if (entries !== undefined) return { said: { from: 1, to: entries } };
    if (Date.now() > until) throw new Error('No checkpoint is signed within 20 s');
  }
}

async function underCheckpoint(place: Place): Promise<Prepared> {
  await signed(place);
  return {};
}

async function runThatRests(place: Place): Promise<Prepared> {
  const { said } = await botThatRuns(place);
  await place.owner.client.post(`${place.owner.path}/runs/${said.runId}/suspend`);
  return { said };
}

async function runThatIsOver(place: Place): Promise<Prepared> {
  const { by, said } = await botThatRuns(place);
  await by.post(`${place.owner.path}/runs/${said.runId}/succeed`);
  return { said };
}

const schedule = { kind: 'schedule', cron: '0 7 * * 1-5', everyMinutes: undefined, source: undefined };

async function shared({ annals, owner }: Place) {
  const [{ botId }, { personId }] = [await bot(annals, owner), await member(annals, owner, ['member'], someName())];
  await owner.client.post(`${owner.path}/bots/${botId}/grants`, { personId, level: 'edit' });
  return { said: { botId, personId } };
}

async function asksForAccess(place: Place) {
  const [{ botId }, { client }] = [
    await bot(place.annals, place.owner),
    await member(place.annals, place.owner, ['member'], someName()),
  ];
  return { by: client, said: { botId, accessRequestId: await accessRequestOf(place, { client }, botId) } };
}

async function webhook(place: Place): Promise<{ readonly triggerId: string; readonly token: string }> {
  const { client, path } = place.owner;
  const triggers = `${path}/bots/${await thing('botId', place)}/triggers`;
  const { body } = await client.post<{ triggerId: string; address: string }>(triggers, {
    kind: 'webhook',
    name: someName(),
  });
  return { triggerId: body.triggerId, token: body.address.split('/').at(-1) ?? '' };
}

async function invited({ annals, owner }: Place, said: object = {}): Promise<Prepared> {
  const email = someAddress('invited');
  await owner.client.post(`${owner.path}/invitations`, { email, roles: ['member'] });
  return { by: new Client(annals.url), said: { token: await secretFromMail(annals, email), ...said } };
}

/** Somebody with an account who is invited, and does not open the mail. */
async function invitedHere({ annals, owner }: Place) {
  const { client, email } = await founder(annals);
  const { body } = await owner.client.post(`${owner.path}/invitations`, { email, roles: ['member'] });
  const { organizationId } = owner;
  return { by: client, said: { organizationId, invitationId: String(body['invitationId']), alias: someName() } };
}

async function signingUp({ annals }: Place): Promise<Prepared> {
  const [email, by] = [someAddress(), new Client(annals.url)];
  await by.post('/api/v1/users', { email });
  return { by, said: { token: await secretFromMail(annals, email) } };
}

/** Somebody who signed up with a password, and has not confirmed the address. */
async function unverified({ annals }: Place): Promise<Prepared & { readonly by: Client }> {
  const [email, by] = [someAddress(), new Client(annals.url)];
  await by.post('/api/v1/users/enter', { email, password: PASSWORD, alias: someName() });
  return { by, said: { token: await secretFromMail(annals, email) } };
}

async function forgetful({ annals }: Place): Promise<Prepared> {
  const [{ email }, by] = [await founder(annals), new Client(annals.url)];
  await by.post('/api/v1/password/forgot', { email });
  return { by, said: { token: await secretFromMail(annals, email, /password/) } };
}

/** The owner has just offered the organization to somebody, who may answer. */
async function offered({ annals, owner }: Place): Promise<Prepared> {
  const { client, personId } = await member(annals, owner, ['member'], someName());
  await owner.client.post(`${owner.path}/ownership-offer/withdraw`);
  await owner.client.post(`${owner.path}/ownership-offer`, { personId });
  return { by: client };
}

async function phone({
  annals,
  owner,
}: Place): Promise<Prepared & { readonly said: { phoneId: string; code: string } }> {
  const phone = somePhone();
  const { body } = await owner.client.post(`${owner.path}/phones`, phone);
  return { said: { phoneId: String(body['phoneId']), code: await codeFor(annals, phone.number) } };
}

async function verifiedPhone(place: Place): Promise<Prepared> {
  const { phoneId, code } = (await phone(place)).said;
  await place.owner.client.post(`${place.owner.path}/phones/${phoneId}/verify`, { code });
  return { said: { phoneId } };
}

/** An organization of its own: nothing else can be done in one that is paused. */
async function ownOrganization({ annals }: Place, isPaused: boolean): Promise<Prepared> {
  const { client, organizationId, path } = await founder(annals);
  if (isPaused) await client.post(`${path}/suspend`);
  return { by: client, said: { organizationId } };
}

/** A workspace with somebody to be in it. */
async function workspaceFor({ annals, owner }: Place, isIn: boolean) {
  const { personId } = await member(annals, owner, ['member'], someName());
  const { body } = await owner.client.post(`${owner.path}/workspaces`, { name: someName() });
  const workspaceId = String(body['workspaceId']);
  if (isIn) await owner.client.post(`${owner.path}/workspaces/${workspaceId}/members`, { personId, role: 'viewer' });
  return { said: { workspaceId, personId } };
}

/** The same, or a bot, whose runs are all stopped or not. */
async function stopped({ annals }: Place, of: 'organization' | 'bot', isStopped: boolean): Promise<Prepared> {
  const its = await founder(annals);
  const botId = of === 'bot' ? (await bot(annals, its)).botId : undefined;
  const path = botId === undefined ? its.path : `${its.path}/bots/${botId}`;
  if (isStopped) await its.client.post(`${path}/emergency-stop`, { reason: 'An attack' });
  return { by: its.client, said: { organizationId: its.organizationId, ...(botId === undefined ? {} : { botId }) } };
}

/** The same, about to be deleted or not. */
async function ending({ annals }: Place, isAsked: boolean): Promise<Prepared> {
  const { client, organizationId, path } = await founder(annals);
  const { name } = (await client.get<{ name: string }>(path)).body;
  if (isAsked) await client.post(`${path}/deletion`, { name });
  return { by: client, said: { organizationId, ...(isAsked ? {} : { name }) } };
}

/** A text in a workspace, which is read by now. */
async function sourceIn(place: Place) {
  const { client, path } = place.owner;
  const workspaceId = await thing('workspaceId', place);
  const knowledge = `${path}/workspaces/${workspaceId}/knowledge`;
  const said = { name: someName(), text: 'Returns take fourteen days.' };
  const sourceId = String((await client.post(`${knowledge}/texts`, said)).body['sourceId']);
  const isRead = async () => (await client.get<{ sync: object | null }>(`${knowledge}/${sourceId}`)).body.sync === null;
  for (let asked = 0; !(await isRead()); asked += 1) if (asked > 5_000) throw new Error('The text is not read');
  return { said: { workspaceId, sourceId } };
}

async function websiteIn(place: Place): Promise<Prepared> {
  const { client, path } = place.owner;
  const workspaceId = await thing('workspaceId', place);
  const websites = `${path}/workspaces/${workspaceId}/knowledge/websites`;
  const { body } = await client.post(websites, { address: 'https://help.example.org/' });
  return { said: { workspaceId, sourceId: String(body['sourceId']) } };
}

/** A text beside a bot, in the same workspace. */
async function sourceBesideBot(place: Place): Promise<Prepared> {
  const { said } = await sourceIn(place);
  const { botId } = await bot(place.annals, place.owner);
  await place.owner.client.post(`${place.owner.path}/bots/${botId}/move`, { workspaceId: said.workspaceId });
  return { said: { ...said, botId } };
}

async function linked(place: Place, level: string) {
  return { said: { secret: (await linkTo(place, await thing('botId', place), level)).secret } };
}

/**
 * What has to be so before a route can be asked rightly. One that is not here is asked by the owner, about things that
 * were made for it (`things.ts`), with an example of what its contract takes.
 */
export const prepared: Readonly<Partial<Record<RouteName, (place: Place) => Promise<Prepared>>>> = {
  approveErasure: async (place) => ({
    by: (await member(place.annals, place.owner, ['owner'], someName())).client,
    said: { erasureId: await thing('erasureId', place) },
  }),
  getErasureCertificate: () => Promise.resolve({ saysNo: 'CERTIFICATE_NOT_FOUND' }),
  requestErasure: async (place) => ({ said: { personId: await thing('personId', place) } }),
  placeLegalHold: () => Promise.resolve({ said: { people: [randomUUID()] } }),
  eraseMe: async ({ annals, owner }) => ({ by: (await member(annals, owner, ['member'], someName())).client }),
  keepMe: async ({ annals, owner }) => {
    const { client: by } = await member(annals, owner, ['member'], someName());
    await by.post(`${owner.path}/me/erasure`);
    return { by };
  },
  enableBot: async ({ annals, owner }) => {
    const { botId } = await bot(annals, owner);
    await owner.client.post(`${owner.path}/bots/${botId}/disable`);
    return { said: { botId } };
  },
  unlockBot: async ({ annals, owner }) => {
    const { botId } = await bot(annals, owner);
    await owner.client.post(`${owner.path}/bots/${botId}/lock`);
    return { said: { botId } };
  },
  reassignBot: async ({ annals, owner }) => ({
    said: { personId: (await member(annals, owner, ['member'], someName())).personId },
  }),
  reassignTrigger: async ({ annals, owner }) => ({
    said: { personId: (await member(annals, owner, ['admin'], someName())).personId },
  }),
  rollBackVersion: async (place) => ({ said: { ...(await botWithVersions(place, 2)), to: 1, basedOn: 2 } }),
  getVersion: async (place) => ({ said: await botWithVersions(place, 1) }),
  listMyNeeds: ({ owner }) => Promise.resolve({ said: { organizations: owner.organizationId } }),
  retireBot: async ({ annals, owner }) => ({ said: { botId: (await bot(annals, owner)).botId } }),
  shareApp: async ({ annals, owner }) => ({
    said: { personId: (await member(annals, owner, ['member'], someName())).personId },
  }),
  revokeGrant: shared,
  makeShareLink: () => Promise.resolve({ said: { until: new Date(Date.now() + 86_400_000).toISOString() } }),
  revokeShareLink: async (place) => {
    const botId = await thing('botId', place);
    return { said: { botId, linkId: (await linkTo(place, botId)).linkId } };
  },
  previewShareLink: (place) => linked(place, 'run'),
  acceptShareLink: (place) => linked(place, 'run'),
  copyByLink: async (place) => ({
    said: { ...(await linked(place, 'copy')).said, workspaceId: await thing('workspaceId', place) },
  }),
  copyBot: async (place) => ({ said: { workspaceId: await thing('workspaceId', place) } }),
  setRunAs: async ({ annals, owner }) => ({
    said: { personId: (await member(annals, owner, ['auditor', 'admin'], someName())).personId },
  }),
  requestAccess: async (place) => {
    const { said, by } = await asksForAccess(place);
    await by.post(`${place.owner.path}/access-requests/${said.accessRequestId}/withdraw`);
    return { by, said: { botId: said.botId } };
  },
  withdrawAccess: async (place) => {
    const { by, said } = await asksForAccess(place);
    return { by, said: { accessRequestId: said.accessRequestId } };
  },
  beat: botItself,
  claimRun: botItself,
  getOwnKey: async (place) => ({ by: (await botItself(place)).by }),
  renewLease: botThatRuns,
  writeLog: botThatRuns,
  reportStopped: runThatStops,
  suspendRun: async (place) => ({ said: (await botThatRuns(place)).said }),
  resumeRun: runThatRests,
  startBulkAction: async (place) => ({ said: await cancelling(place) }),
  retryRun: runThatIsOver,
  startRun: botWithRun,
  reportProgress: botThatRuns,
  succeedRun: botThatRuns,
  failRun: botThatRuns,
  revokeBotKey: async ({ annals, owner }) => {
    const { botId, keyId } = await bot(annals, owner);
    return { said: { botId, keyId } };
  },
  createTrigger: () => Promise.resolve({ said: schedule }),
  updateTrigger: () => Promise.resolve({ said: { ...schedule, kind: undefined, name: someName() } }),
  enableTrigger: async (place) => {
    const triggerId = await thing('triggerId', place);
    await place.owner.client.post(`${place.owner.path}/triggers/${triggerId}/disable`);
    return { said: { triggerId } };
  },
  rotateTriggerSecret: async (place) => ({ said: { triggerId: (await webhook(place)).triggerId } }),
  // Nobody signs here: triggers.e2e.spec.ts does.
  callTrigger: async (place) => ({
    by: new Client(place.annals.url),
    said: { token: (await webhook(place)).token },
    saysNo: 'SIGNATURE_INVALID',
  }),
  previewSchedule: () => Promise.resolve({ said: { cron: '0 7 * * 1-5', everyMinutes: undefined } }),
  listHolidays: () => Promise.resolve({ said: { country: 'NO', years: '2026,2027' } }),
  getMoment: () => Promise.resolve({ said: { at: '1' } }),
  replaceSource: sourceIn,
  startSync: sourceIn,
  // It is read sooner than anybody stops it: libs/automation/src/knowledge/knowledge.int.spec.ts does.
  stopSync: async (place) => ({ ...(await sourceIn(place)), saysNo: 'SYNC_NOT_RUNNING' }),
  scheduleSync: websiteIn,
  removeSource: sourceIn,
  shareSource: sourceIn,
  unshareSource: sourceIn,
  attachSource: sourceBesideBot,
  detachSource: sourceBesideBot,
  getSource: sourceIn,
  listSyncs: sourceIn,
  searchKnowledge: async (place) => ({ by: (await botItself(place)).by }),
  moveBot: async (place) => ({ said: { workspaceId: await thing('workspaceId', place) } }),
  createWorkspace: () => Promise.resolve({ said: { name: someName() } }),
  renameWorkspace: () => Promise.resolve({ said: { name: someName() } }),
  addWorkspaceMember: (place) => workspaceFor(place, false),
  inviteIntoWorkspace: () => Promise.resolve({ said: { role: 'viewer' } }),
  changeWorkspaceRole: (place) => workspaceFor(place, true),
  removeWorkspaceMember: (place) => workspaceFor(place, true),
  deleteWorkspace: async (place) => {
    const { said } = await workspaceFor(place, false);
    await place.owner.client.post(`${place.owner.path}/workspaces/${said.workspaceId}/archive`);
    return { said: { workspaceId: said.workspaceId } };
  },
  previewVerification: signingUp,
  verifyUser: signingUp,
  enterUnverified: ({ annals }) =>
    Promise.resolve({ by: new Client(annals.url), said: { email: someAddress(), password: PASSWORD } }),
  confirmAddress: unverified,
  resendVerification: async (place) => ({ by: (await unverified(place)).by }),
  resetPassword: forgetful,
  changePassword: async ({ annals }) => ({ by: (await founder(annals)).client, said: { current: PASSWORD } }),
  signIn: ({ annals, owner: { email } }) =>
    Promise.resolve({ by: new Client(annals.url), said: { email, password: PASSWORD } }),
  signOut: async ({ annals, owner: { email } }) => {
    const by = new Client(annals.url);
    await by.post('/api/v1/session', { email, password: PASSWORD });
    return { by };
  },
  setBillingAddress: () => Promise.resolve({ said: { postalCode: '0150' } }), // of the country of the example
  previewBulk: () => Promise.resolve({ said: { csv: someAddress('listed') } }),
  inviteBulk: () => Promise.resolve({ said: { csv: someAddress('listed'), expected: ['invite'] } }),
  setAccessEnd: async ({ annals, owner }) => {
    const { personId } = await member(annals, owner, ['external'], someName());
    return { said: { personId, until: new Date(Date.now() + 86_400_000).toISOString() } };
  },
  updateMyProfile: () => Promise.resolve({ said: { alias: someName() } }),
  verifyContact: async ({ annals, owner }) => {
    const email = someAddress('contact');
    await owner.client.post(`${owner.path}/me/contact`, { email });
    return { said: { code: await codeFor(annals, email) } };
  },
  verifyPhone: phone,
  makePhoneDefault: verifiedPhone,
  suspendOrganization: (place) => ownOrganization(place, false),
  reactivateOrganization: (place) => ownOrganization(place, true),
  stopOrganizationRuns: (place) => stopped(place, 'organization', false),
  liftOrganizationStop: (place) => stopped(place, 'organization', true),
  stopBotRuns: (place) => stopped(place, 'bot', false),
  liftBotStop: (place) => stopped(place, 'bot', true),
  stopWorkspaceRuns: async (place) => ({ said: { workspaceId: (await workspaceFor(place, false)).said.workspaceId } }),
  liftWorkspaceStop: async (place) => {
    const { workspaceId } = (await workspaceFor(place, false)).said;
    await place.owner.client.post(`${place.owner.path}/workspaces/${workspaceId}/emergency-stop`, { reason: 'Attack' });
    return { said: { workspaceId } };
  },
  changeSlug: () => Promise.resolve({ said: { slug: someName().replaceAll('.', '-') } }),
  requestDeletion: (place) => ending(place, false),
  cancelDeletion: (place) => ending(place, true),
  previewInvitation: (place) => invited(place),
  acceptInvitation: (place) => invited(place, { password: PASSWORD, alias: someName() }),
  acceptMyInvitation: invitedHere,
  declineMyInvitation: async (place) => {
    const { by, said } = await invitedHere(place);
    return { by, said: { organizationId: said.organizationId, invitationId: said.invitationId } };
  },
  requestToJoin: async ({ annals, owner }) => {
    await owner.client.post(`${owner.path}/policies`, { discoverable: true });
    const { organizationId } = owner;
    return { by: (await founder(annals)).client, said: { organizationId, alias: someName() } };
  },
  withdrawJoinRequest: async ({ annals, owner }) => {
    const { client, requestId } = await asking(annals, owner);
    return { by: client, said: { organizationId: owner.organizationId, requestId } };
  },
  approveJoinRequest: () => Promise.resolve({ said: { alias: someName() } }),
  offerOwnership: async ({ annals, owner }) => {
    await owner.client.post(`${owner.path}/ownership-offer/withdraw`);
    return { said: { personId: (await member(annals, owner, ['member'], someName())).personId } };
  },
  acceptOwnership: offered,
  declineOwnership: offered,
  withdrawOwnershipOffer: async (place) => {
    await offered(place);
    return {};
  },
  changePolicies: () => Promise.resolve({ said: { workspaceTerm: 'project' } }),
  // Nobody publishes records of domains here: libs/organization/src/security/domains.int.spec.ts does.
  joinOrganization: () => Promise.resolve({ saysNo: 'INVITATION_REQUIRED' }),
  createRole: () => Promise.resolve({ said: { name: someName() } }),
  cloneRole: () => Promise.resolve({ said: { name: someName() } }),
  renameRole: () => Promise.resolve({ said: { name: someName() } }),
  setDefaultRole: () => Promise.resolve({ said: { role: 'external' } }),
  listAccess: () => Promise.resolve({ said: { permission: 'org:read' } }),
  listKeysWithAccess: () => Promise.resolve({ said: { permission: 'runs:read' } }),
  compareAccess: async ({ annals, owner }) => {
    const { personId } = await member(annals, owner, ['member'], someName());
    return { said: { permission: 'org:read', people: personId } };
  },
  explainAccess: () => Promise.resolve({ said: { permission: 'org:read' } }),
  getLatestCheckpoint: underCheckpoint,
  getInclusion: underCheckpoint,
  getInclusionFile: underCheckpoint,
  getConsistency: signed,
  leaveOrganization: async ({ annals, owner }) => ({
    by: (await member(annals, owner, ['member'], someName())).client,
  }),
};
