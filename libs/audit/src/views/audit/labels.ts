import type { Piece, SentencePart } from '@annals/contracts';
import type { TablesOf } from '@annals/views';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import type { audit } from './audit.view';

type Db = Kysely<TablesOf<typeof audit>>;
type Thing = Exclude<Piece, string>;

/** What the things of a page are called now. `null` is a person who was erased. */
export interface Labels {
  label(thing: Thing): string | null;
  /** A thing as a sentence shows it. */
  part(thing: Thing): Extract<z.output<typeof SentencePart>, { kind: string }>;
}

interface LabelsRequest {
  readonly organizationId: string;
  readonly things: readonly Thing[];
  /** Somebody who may not see addresses reads "an invited person" instead of one. */
  readonly mayReadEmail: boolean;
}

const INVITED = 'an invited person';
const ASKED = 'somebody who asked to join';

/** Looks up the labels of everything on a page, in one query per kind of table. */
export async function labelsOf(db: Db, { organizationId, things, mayReadEmail }: LabelsRequest): Promise<Labels> {
  const ids = (...kinds: readonly Thing['kind'][]) => [
    ...new Set(things.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)),
  ];
  const invitations = await invitationsOf(db, organizationId, {
    invitations: ids('invitation', 'inviter'),
    people: ids('person'),
  });
  const known = invitations.flatMap((row) => [row.person_id, row.invited_by]);
  const wanted = { people: [...ids('person'), ...known], accounts: ids('account') };
  const members = await membersOf(db, organizationId, wanted);
  const askers = await askersOf(db, organizationId, { ...wanted, requests: ids('request') });
  const named = await thingsOf(
    db,
    organizationId,
    ids('bot', 'key', 'workspace', 'role', 'phone', 'domain', 'trigger', 'source', 'calendar'),
  );
  const aliases = new Map(members.map((row) => [row.person_id, row.alias]));
  const accounts = new Map(members.map((row) => [row.user_id, row.alias]));
  const addresses = new Map(invitations.map((row) => [row.person_id, row.email]));
  const asked = new Map(
    askers.flatMap((row) => [row.request_id, row.person_id, row.user_id].map((id) => [id, row.email] as const)),
  );
  const inviters = new Map(invitations.map((row) => [row.invitation_id, row.invited_by]));
  const invited = new Map(invitations.map((row) => [row.invitation_id, row.person_id]));
  const names = new Map(named.map((row) => [`${row.kind} ${row.thing_id}`, row.label]));
  /** An address, for those who may see it; null where it was erased, or is not known. */
  const hidden = (address: string | null | undefined, instead: string): string | null =>
    address === undefined || address === null || mayReadEmail ? (address ?? null) : instead;
  const person = (id: string): string | null => {
    if (!aliases.has(id) && !addresses.has(id) && !asked.has(id)) return short(id); // an id that somebody made up
    return aliases.get(id) ?? hidden(addresses.get(id), INVITED) ?? hidden(asked.get(id), ASKED);
  };
  const label = ({ kind, id }: Thing): string | null => {
    if (kind === 'person') return person(id);
    if (kind === 'invitation') return person(invited.get(id) ?? id);
    if (kind === 'inviter') return person(inviters.get(id) ?? '');
    if (kind === 'request') return asked.has(id) ? hidden(asked.get(id), ASKED) : short(id);
    if (kind === 'account') return accounts.get(id) ?? hidden(asked.get(id), ASKED);
    if (kind === 'run' || kind === 'organization') return short(id);
    return names.has(`${kind} ${id}`) ? (names.get(`${kind} ${id}`) ?? '[erased]') : short(id);
  };
  return {
    label,
    part: ({ kind, id }) =>
      kind === 'inviter'
        ? { kind: 'person', id: inviters.get(id) ?? id, label: label({ kind, id }) }
        : { kind, id, label: label({ kind, id }) },
  };
}

/** An id as screens show it: `9c11b2f0…4a7c`. */
function short(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`;
}

async function invitationsOf(
  db: Db,
  organizationId: string,
  { invitations, people }: { invitations: readonly string[]; people: readonly string[] },
) {
  if (invitations.length + people.length === 0) return [];
  return db
    .selectFrom('invitations')
    .select(['invitation_id', 'person_id', 'email', 'invited_by'])
    .where('organization_id', '=', organizationId)
    .where((row) =>
      row.or([
        ...(invitations.length > 0 ? [row('invitation_id', 'in', invitations)] : []),
        ...(people.length > 0 ? [row('person_id', 'in', people)] : []),
      ]),
    )
    .execute();
}

interface Wanted {
  readonly people: readonly string[];
  readonly accounts: readonly string[];
}

async function membersOf(db: Db, organizationId: string, { people, accounts }: Wanted) {
  if (people.length + accounts.length === 0) return [];
  return db
    .selectFrom('members')
    .select(['person_id', 'user_id', 'alias'])
    .where('organization_id', '=', organizationId)
    .where((row) => row.or([row('person_id', '=', anyOf(people)), row('user_id', '=', anyOf(accounts))]))
    .execute();
}

async function askersOf(
  db: Db,
  organizationId: string,
  { people, accounts, requests }: Wanted & { readonly requests: readonly string[] },
) {
  if (people.length + accounts.length + requests.length === 0) return [];
  return db
    .selectFrom('askers')
    .select(['request_id', 'person_id', 'user_id', 'email'])
    .where('organization_id', '=', organizationId)
    .where((row) =>
      row.or([
        row('request_id', '=', anyOf(requests)),
        row('person_id', '=', anyOf(people)),
        row('user_id', '=', anyOf(accounts)),
      ]),
    )
    .execute();
}

/** Also where there is none of them. */
const anyOf = (ids: readonly string[]) => sql<string>`ANY(${ids}::uuid[])`;

async function thingsOf(db: Db, organizationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('things')
    .select(['kind', 'thing_id', 'label'])
    .where('organization_id', '=', organizationId)
    .where('thing_id', 'in', ids)
    .execute();
}
