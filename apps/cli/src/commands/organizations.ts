import { loadConfig, type GivenSettings } from '@annals/config';
import { id, refusals, seatLimitSet, type RefusalCode } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { answerRequest, operate, setSeats, type OperatorAct } from '@annals/contexts';
import type { CommandContext, EventStore } from '@annals/eventstore';
import { openEventStore, openVault } from '@annals/platform';
import { organizationRequests, organizationStates, type OrganizationRequest } from '@annals/views';
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { CannotDo } from '../sentence';
import { addressesOf, connectionsOf } from './addresses';

interface Told {
  /** Kept in the organization's history, for its people too. */
  readonly reason?: string;
  /** Who does it; the user of the machine without it. */
  readonly by?: string;
}

/**
 * `annals organizations suspend|reactivate|freeze|unfreeze <id>`: what an operator does to an organization's status.
 * @throws CannotDo with a sentence for what is no id, an act without a reason, and whatever the organization refuses
 */
export async function actOn(act: OperatorAct, organization: string, told: Told, given: GivenSettings): Promise<void> {
  const organizationId = idOf(organization, 'an organization');
  await asOperator(told, given, (store, context) => operate(store, { organizationId, act }, context));
  process.stdout.write(`Done: ${act} ${organizationId}. Its members see it, with the reason.\n`);
}

/**
 * `annals organizations seats <id> <count>`: how many seats it has (I-2).
 * @throws CannotDo as `actOn`, and for what is no number of seats
 */
export async function seats(organization: string, count: string, told: Told, given: GivenSettings): Promise<void> {
  const organizationId = idOf(organization, 'an organization');
  const limit = count === 'unlimited' ? null : Number(count);
  if (!seatLimitSet.data.safeParse({ limit }).success)
    throw new CannotDo(`"${count}" is no number of seats. Give a number from 1 on, or unlimited.`);
  await asOperator(told, given, (store, context) => setSeats(store, { organizationId, limit }, context));
  process.stdout.write(`Done: ${count} seats for ${organizationId}. Its members see it, with the reason.\n`);
}

/**
 * `annals organizations approve|deny <account>`: answers who asks for one more organization (D17).
 * @throws CannotDo as `actOn`
 */
export async function answer(
  says: 'approve' | 'deny',
  person: string,
  told: Told,
  given: GivenSettings,
): Promise<void> {
  const userId = idOf(person, 'an account');
  await asOperator(told, given, (store, context) => answerRequest(store, { userId, answer: says }, context));
  process.stdout.write(`Done: ${says} for ${userId}. They see it where they asked.\n`);
}

/** `annals organizations list`: how every organization stands; what they are called is their own. */
export async function listOrganizations(status: string | undefined, given: GivenSettings): Promise<void> {
  const { databaseUrl } = await connectionsOf(given, 'its organizations are what is shown');
  for (const { organizationId, status: now, since, purgeAt } of await organizationStates(databaseUrl, status))
    process.stdout.write(
      `${organizationId}  ${now}  since ${since}${purgeAt === null ? '' : `  purged on ${purgeAt}`}\n`,
    );
}

/** Which requests are shown. */
interface Shown {
  readonly limit?: string | undefined;
  /** Those after this one. */
  readonly after?: string | undefined;
}

/**
 * `annals organizations requests`: who asks for one more organization, since when and why, the longest first. @throws CannotDo for
 * what is no number or no id
 */
export async function listRequests({ limit = '50', after }: Shown, given: GivenSettings): Promise<void> {
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1 || most > 1000) throw new CannotDo('--limit is a number from 1 to 1000.');
  const { databaseUrl } = await connectionsOf(given, 'its requests are what is shown');
  const page = { limit: most + 1, after: after === undefined ? undefined : idOf(after, 'a request') };
  const found = await organizationRequests(databaseUrl, page);
  const shown = found.slice(0, most);
  for (const request of shown) process.stdout.write(`${lineOf(request)}\n`);
  if (found.length > most) process.stdout.write(`There are more: --after ${shown.at(-1)?.requestId ?? ''}\n`);
  if (found.length === 0) process.stdout.write('Nobody waits for an answer.\n');
}

/** A line each, whatever somebody wrote. */
const lineOf = ({ requestId, userId, email, since, why }: OrganizationRequest): string =>
  `${requestId}  ${userId}  ${email ?? '[erased]'}  since ${since}  ${(why ?? '[erased]').replace(/\s+/g, ' ')}`;

function idOf(typed: string, whose: string): string {
  const found = id.safeParse(typed).data;
  if (found === undefined) throw new CannotDo(`"${typed}" is not the id of ${whose}.`);
  return found;
}

/** Does it in an operator's name, with the reason. */
async function asOperator(
  { reason = '', by = userInfo().username }: Told,
  given: GivenSettings,
  act: (store: EventStore, context: CommandContext) => Promise<void>,
): Promise<void> {
  if (reason.trim() === '' || by.trim() === '')
    throw new CannotDo('It is kept with its reason and with who did it: give both as text.');
  const config = loadConfig({
    ...given,
    flags: { ...given.flags, ...addressesOf(given, 'its organizations are in its log') },
  });
  const vault = await openVault(config);
  const store = openEventStore(config, vault);
  const commandId = randomUUID();
  try {
    await act(store, { commandId, correlationId: commandId, actor: `operator:${by.trim()}`, reason: reason.trim() });
  } catch (error) {
    throw isRefused(error) ? new CannotDo(sentenceOf(error)) : error;
  } finally {
    await Promise.all([store.close(), vault.close()]);
  }
}

/** What the compiler would otherwise take for a refusal of anything. */
const isRefused = (error: unknown): error is Refused => error instanceof Refused;

function sentenceOf({ code, details }: Refused): string {
  const isKnown = (known: string): known is RefusalCode => Object.hasOwn(refusals, known);
  const known = String(code);
  const says = isKnown(known) ? refusals[known][1] : known;
  const { from, used, pending } = details ?? {};
  if (typeof used === 'number' && typeof pending === 'number')
    return `${says} Members have ${used}, invitations hold ${pending}.`;
  return typeof from === 'string' ? `${says} It is ${from}.` : says;
}
