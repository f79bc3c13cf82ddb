import type { Piece, SentencePart } from '@annals/contracts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { aliasesThen, keyOf, namesThen, type Db, type Name, type Then } from './names';

/** Something that an entry names: of a value it is only known that it is an id. */
export type Thing = { readonly kind: Exclude<Piece, string>['kind'] | 'value'; readonly id: string } & Then;

/** What the things of a page were called when it happened. `null` is a person who was erased. */
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
const people: readonly Thing['kind'][] = ['person', 'value'];
const nameless: readonly Thing['kind'][] = [
  'run',
  'organization',
  'person',
  'account',
  'invitation',
  'inviter',
  'request',
];

/** Looks up the labels of everything on a page, in one query per kind of table. */
export async function labelsOf(db: Db, { organizationId, things, mayReadEmail }: LabelsRequest): Promise<Labels> {
  const of = (...kinds: readonly Thing['kind'][]) => things.filter(({ kind }) => kinds.includes(kind));
  const ids = (some: readonly { readonly id: string }[]) => [...new Set(some.map(({ id }) => id))];
  const invitations = await invitationsOf(db, organizationId, {
    invitations: ids(of('invitation', 'inviter')),
    people: ids(of(...people)),
  });
  const byInvitation = new Map(invitations.map((row) => [row.invitation_id, row]));
  const meant = ({ kind, id, then }: Thing): Then | undefined => {
    if (kind === 'person' || kind === 'value') return { id, then };
    if (kind === 'invitation') return { id: byInvitation.get(id)?.person_id ?? id, then };
    return kind === 'inviter' ? { id: byInvitation.get(id)?.invited_by ?? id, then } : undefined;
  };
  const persons = things.flatMap((thing) => meant(thing) ?? []);
  const aliases = await aliasesThen(db, organizationId, { people: persons, by: 'person_id' });
  const accounts = await aliasesThen(db, organizationId, { people: of('account'), by: 'user_id' });
  const askers = await askersOf(db, organizationId, {
    people: ids(persons),
    accounts: ids(of('account')),
    requests: ids(of('request')),
  });
  const names = await namesThen(
    db,
    organizationId,
    things.filter(({ kind }) => !nameless.includes(kind)),
  );
  const addresses = new Map(invitations.map((row) => [row.person_id, row.email]));
  const asked = new Map(
    askers.flatMap((row) => [row.request_id, row.person_id, row.user_id].map((id) => [id, row.email] as const)),
  );
  /** An address, for those who may see it; null where it was erased, or is not known. */
  const hidden = (address: string | null | undefined, instead: string): string | null =>
    address === undefined || address === null || mayReadEmail ? (address ?? null) : instead;
  /** Whoever had no name here yet went by the address by which they were known. */
  const called = (alias: Name | undefined, id: string): string | null => {
    const address = hidden(addresses.get(id), INVITED) ?? hidden(asked.get(id), ASKED);
    return alias === undefined || alias.isLater ? (address ?? alias?.label ?? null) : (alias.label ?? address);
  };
  const person = (who: Then): string | null => {
    const alias = aliases.get(keyOf(who));
    if (!alias && !addresses.has(who.id) && !asked.has(who.id)) return short(who.id); // an id that somebody made up
    return called(alias, who.id);
  };
  const label = (thing: Thing): string | null => {
    const { kind, id } = thing;
    if (kind === 'value') return names.has(keyOf(thing)) ? named(thing) : person(thing);
    const who = meant(thing);
    if (who !== undefined) return person(who);
    if (kind === 'request') return asked.has(id) ? hidden(asked.get(id), ASKED) : short(id);
    if (kind === 'account') return called(accounts.get(keyOf(thing)), id);
    return kind === 'run' || kind === 'organization' ? short(id) : named(thing);
  };
  const named = (thing: Thing): string => {
    const name = names.get(keyOf(thing));
    return name ? (name.label ?? '[erased]') : short(thing.id);
  };
  return {
    label,
    part: (thing) =>
      thing.kind === 'inviter'
        ? { kind: 'person', id: byInvitation.get(thing.id)?.invited_by ?? thing.id, label: label(thing) }
        : { kind: thing.kind, id: thing.id, label: label(thing) },
  };
}

/** An id as screens show it: `9c11b2f0…4a7c`. */
function short(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`;
}

async function invitationsOf(
  db: Db,
  organizationId: string,
  { invitations, people: persons }: { invitations: readonly string[]; people: readonly string[] },
) {
  if (invitations.length + persons.length === 0) return [];
  return db
    .selectFrom('invitations')
    .select(['invitation_id', 'person_id', 'email', 'invited_by'])
    .where('organization_id', '=', organizationId)
    .where((row) => row.or([row('invitation_id', '=', anyOf(invitations)), row('person_id', '=', anyOf(persons))]))
    .execute();
}

interface Wanted {
  readonly people: readonly string[];
  readonly accounts: readonly string[];
  readonly requests: readonly string[];
}

async function askersOf(db: Db, organizationId: string, { people: persons, accounts, requests }: Wanted) {
  if (persons.length + accounts.length + requests.length === 0) return [];
  return db
    .selectFrom('askers')
    .select(['request_id', 'person_id', 'user_id', 'email'])
    .where('organization_id', '=', organizationId)
    .where((row) =>
      row.or([
        row('request_id', '=', anyOf(requests)),
        row('person_id', '=', anyOf(persons)),
        row('user_id', '=', anyOf(accounts)),
      ]),
    )
    .execute();
}

/** Also where there is none of them. */
const anyOf = (ids: readonly string[]) => sql<string>`ANY(${[...ids]}::uuid[])`;
