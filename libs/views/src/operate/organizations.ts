import type { ClientBase } from 'pg';
import { connected } from '../sql/connected';
import { schemaOf } from '../sql/ddl';
import { name } from '../sql/write';

/** How an organization stands, for who runs the installation: nothing that its people typed. */
export interface OrganizationState {
  readonly organizationId: string;
  readonly status: string;
  readonly since: string;
  /** When it is purged, where its deletion was asked for. */
  readonly purgeAt: string | null;
}

interface Row {
  readonly organization_id: string;
  readonly status: string;
  readonly status_since: Date;
  readonly purge_at: Date | null;
}

/** Somebody who asks for one more organization (D17). */
export interface OrganizationRequest {
  readonly requestId: string;
  readonly userId: string;
  /** null: they were erased. */
  readonly email: string | null;
  readonly since: string;
  /** What they wrote; null: they were erased. */
  readonly why: string | null;
}

/** Those after one of them; as many at most. */
interface RequestPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

interface RequestRow {
  readonly request_id: string;
  readonly account_id: string;
  readonly email: string | null;
  readonly asked_at: Date;
  readonly why: string | null;
}

/** The schema of the tables that a view serves from; undefined where it serves from none yet. */
async function servingSchema(client: ClientBase, view: string): Promise<string | undefined> {
  const { rows } = await client.query<{ generation: number }>(
    `SELECT generation FROM views.generations WHERE name = $1 AND state = 'serving'`,
    [view],
  );
  return rows[0] && name(schemaOf(view, rows[0].generation));
}

/**
 * Every organization, the newest first, by the view `organization`; those with one status where it is named. Nothing where
 * that view does not serve yet.
 */
export function organizationStates(databaseUrl: string, status?: string): Promise<readonly OrganizationState[]> {
  return connected(databaseUrl, async (client) => {
    const schema = await servingSchema(client, 'organization');
    if (schema === undefined) return [];
    const { rows } = await client.query<Row>(
      `SELECT organization_id, status, status_since, purge_at FROM ${schema}.organizations
       WHERE $1::text IS NULL OR status = $1 ORDER BY created_at DESC, organization_id`,
      [status ?? null],
    );
    return rows.map((row) => ({
      organizationId: row.organization_id,
      status: row.status,
      since: row.status_since.toISOString(),
      purgeAt: row.purge_at?.toISOString() ?? null,
    }));
  });
}

/** Who asks for one more organization and was not answered, the longest first, by the view `my_organizations`. */
export function organizationRequests(
  databaseUrl: string,
  { after, limit }: RequestPage,
): Promise<readonly OrganizationRequest[]> {
  return connected(databaseUrl, async (client) => {
    const schema = await servingSchema(client, 'my_organizations');
    if (schema === undefined) return [];
    const { rows } = await client.query<RequestRow>(
      `SELECT request_id, account_id, email, asked_at, why FROM ${schema}.requests LEFT JOIN ${schema}.profiles USING (account_id)
       WHERE $1::uuid IS NULL OR (asked_at, request_id) > (SELECT asked_at, request_id FROM ${schema}.requests WHERE request_id = $1)
       ORDER BY asked_at, request_id LIMIT $2`,
      [after ?? null, limit],
    );
    return rows.map((row) => ({
      requestId: row.request_id,
      userId: row.account_id,
      email: row.email,
      since: row.asked_at.toISOString(),
      why: row.why,
    }));
  });
}
