import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, type Generated } from 'kysely';
import pg from 'pg';

/** The tables of the peer: the current state, and beside it what the same guarantees need. */
export interface Tables {
  organizations: { id: string; name: string; revision: Generated<number>; updated_at: Date };
  sessions: { token_hash: Buffer; user_id: string; expires_at: Date; revoked_at: Date | null };
  members: { organization_id: string; user_id: string; status: string };
  member_roles: { organization_id: string; user_id: string; role: string };
  role_permissions: { role: string; permission: string };
  idempotency: {
    principal: string;
    key: string;
    body_hash: Buffer;
    status: number | null;
    answer: string | null;
    begun_at: Date;
  };
  audit: {
    id: string;
    organization_id: string;
    at: Date;
    actor: string;
    action: string;
    target: string;
    data: string;
    request_id: string;
    ip: string;
  };
}

const SCHEMA = `
  create table organizations (id uuid primary key, name text not null, revision int not null default 0, updated_at timestamptz not null);
  create table sessions (token_hash bytea primary key, user_id uuid not null, expires_at timestamptz not null, revoked_at timestamptz);
  create table members (organization_id uuid not null references organizations, user_id uuid not null, status text not null, primary key (organization_id, user_id));
  create table member_roles (organization_id uuid not null, user_id uuid not null, role text not null, primary key (organization_id, user_id, role),
    foreign key (organization_id, user_id) references members);
  create table role_permissions (role text not null, permission text not null, primary key (role, permission));
  create table idempotency (principal uuid not null, key text not null, body_hash bytea not null, status int, answer text, begun_at timestamptz not null, primary key (principal, key));
  create table audit (id uuid primary key, organization_id uuid not null, at timestamptz not null, actor text not null, action text not null, target text not null,
    data jsonb not null, request_id text not null, ip text not null);
  create index audit_of_organization on audit (organization_id, at desc);
  insert into role_permissions select role, 'org.' || what || ':' || verb from unnest(array['owner', 'admin']) role, unnest(array['info', 'members', 'roles', 'billing', 'bots']) what,
    unnest(array['read', 'write']) verb;
`;

/** kysely prepares nothing by itself: what has parameters is parsed and planned once for each connection. */
class PreparingClient extends pg.Client {
  static readonly names = new Map<string, string>();

  // @ts-expect-error one of many overloads: kysely calls no other
  override query(text: string, values: unknown[] = []) {
    if (values.length === 0) return super.query(text);
    const name = PreparingClient.names.get(text) ?? `statement_${PreparingClient.names.size}`;
    PreparingClient.names.set(text, name);
    return super.query({ name, text, values });
  }
}

export const open = (connectionString: string) =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: new pg.Pool({ connectionString, max: 16, Client: PreparingClient as unknown as typeof pg.Client }),
    }),
  });

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Somebody who is signed in, and the organization that is theirs. */
export interface Caller {
  readonly token: string;
  readonly organizationId: string;
}

/** Makes the tables and so many people. */
export async function seed(connectionString: string, people: number): Promise<Caller[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(SCHEMA);
  const callers: Caller[] = [];
  for (let index = 0; index < people; index += 1) {
    const [organizationId, userId, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
    await client.query(`insert into organizations values ($1, 'Halden Freight', 0, now())`, [organizationId]);
    await client.query(`insert into members values ($1, $2, 'active')`, [organizationId, userId]);
    await client.query(`insert into member_roles values ($1, $2, 'owner')`, [organizationId, userId]);
    await client.query(`insert into sessions values ($1, $2, now() + interval '30 days', null)`, [
      digest(token),
      userId,
    ]);
    callers.push({ token, organizationId });
  }
  await client.end();
  return callers;
}
