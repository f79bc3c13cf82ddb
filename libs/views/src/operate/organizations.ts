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

/**
 * Every organization, the newest first, by the view `organization`; those with one status where it is named. Nothing where
 * that view does not serve yet.
 */
export function organizationStates(databaseUrl: string, status?: string): Promise<readonly OrganizationState[]> {
  return connected(databaseUrl, async (client) => {
    const { rows: known } = await client.query<{ generation: number }>(
      `SELECT generation FROM views.generations WHERE name = 'organization' AND state = 'serving'`,
    );
    const serving = known[0];
    if (serving === undefined) return [];
    const { rows } = await client.query<Row>(
      `SELECT organization_id, status, status_since, purge_at FROM ${name(schemaOf('organization', serving.generation))}.organizations
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
