import { randomUUID } from 'node:crypto';
import {
  ForbiddenException,
  NotFoundException,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import type { Kysely, Transaction } from 'kysely';
import { digest, type Tables } from './database.mts';

/** What a request for it brings. */
export interface Renaming {
  readonly token: string | undefined;
  readonly organizationId: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly requestId: string;
  readonly ip: string;
}

export interface Renamed {
  readonly organizationId: string;
  readonly revision: number;
}

/**
 * One transaction for one request: who asks and may they, was it asked before, the change, the line of the audit log,
 * and the answer that is kept for whoever asks again.
 */
export class RenameService {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  rename(asked: Renaming): Promise<Renamed> {
    return this.db.transaction().execute(async (trx) => {
      const userId = await allowed(trx, asked, 'org.info:write');
      const earlier = await begin(trx, userId, asked);
      if (earlier) return earlier;
      const { revision } = await trx
        .updateTable('organizations')
        .set((row) => ({ name: asked.name, revision: row('revision', '+', 1), updated_at: new Date() }))
        .where('id', '=', asked.organizationId)
        .returning('revision')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('audit')
        .values({
          id: randomUUID(),
          organization_id: asked.organizationId,
          at: new Date(),
          actor: `user:${userId}`,
          action: 'organization.renamed',
          target: asked.organizationId,
          data: JSON.stringify({ name: asked.name }),
          request_id: asked.requestId,
          ip: asked.ip,
        })
        .execute();
      const answer = { organizationId: asked.organizationId, revision };
      await finish(trx, userId, asked, answer);
      return answer;
    });
  }
}

/** The session by its hashed token, and the permission by member, roles and what these grant: one statement. */
async function allowed(
  trx: Transaction<Tables>,
  { token, organizationId }: Renaming,
  permission: string,
): Promise<string> {
  if (token === undefined) throw new UnauthorizedException();
  const found = await trx
    .selectFrom('sessions as s')
    .leftJoin('members as m', (on) =>
      on
        .onRef('m.user_id', '=', 's.user_id')
        .on('m.organization_id', '=', organizationId)
        .on('m.status', '=', 'active'),
    )
    .leftJoin('member_roles as r', (on) =>
      on.onRef('r.organization_id', '=', 'm.organization_id').onRef('r.user_id', '=', 'm.user_id'),
    )
    .leftJoin('role_permissions as p', (on) => on.onRef('p.role', '=', 'r.role').on('p.permission', '=', permission))
    .select(['s.user_id', 'm.user_id as member', 'p.permission'])
    .where('s.token_hash', '=', digest(token))
    .where('s.expires_at', '>', new Date())
    .where('s.revoked_at', 'is', null)
    .execute();
  const [first] = found;
  if (!first) throw new UnauthorizedException();
  if (first.member === null) throw new NotFoundException();
  if (!found.some((row) => row.permission !== null)) throw new ForbiddenException();
  return first.user_id;
}

/** Takes the key, or gives the answer that was given for it; a twin waits here until the first one is done. */
async function begin(
  trx: Transaction<Tables>,
  principal: string,
  { key, organizationId, name }: Renaming,
): Promise<Renamed | undefined> {
  if (key === undefined) return undefined;
  const body_hash = digest(JSON.stringify([organizationId, name]));
  const begun = await trx
    .insertInto('idempotency')
    .values({ principal, key, body_hash, status: null, answer: null, begun_at: new Date() })
    .onConflict((on) => on.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (begun) return undefined;
  const known = await trx
    .selectFrom('idempotency')
    .select(['body_hash', 'answer'])
    .where('principal', '=', principal)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!known.body_hash.equals(body_hash) || known.answer === null) throw new UnprocessableEntityException();
  return JSON.parse(known.answer) as Renamed;
}

async function finish(trx: Transaction<Tables>, principal: string, { key }: Renaming, answer: Renamed): Promise<void> {
  if (key === undefined) return;
  await trx
    .updateTable('idempotency')
    .set({ status: 200, answer: JSON.stringify(answer) })
    .where('principal', '=', principal)
    .where('key', '=', key)
    .execute();
}
