import { comparableAddress, MY_INVITATIONS } from '@annals/contracts';
import type { VaultContext } from './database';
import type { Secrets } from './secrets';

/** Who was invited, and where to. */
export interface InvitedPerson {
  readonly organizationId: string;
  readonly personId: string;
}

/**
 * Which organizations invited an address: the log knows addresses only sealed, and a claim on one only inside its
 * organization. By a keyed digest, so that nobody reads an address here. Whether an invitation is open is in the log.
 */
export class InvitedAddresses {
  constructor(private readonly context: VaultContext & { readonly secrets: Secrets }) {}

  /** Once for each organization, however often somebody is invited there. */
  async put({ email, organizationId, personId }: InvitedPerson & { readonly email: string }): Promise<void> {
    await this.context.db
      .insertInto('invited_addresses')
      .values({
        digest: this.digest(email),
        organization_id: organizationId,
        person_id: personId,
        invited_at: this.context.clock(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['digest', 'organization_id'])
          .doUpdateSet((row) => ({
            person_id: row.ref('excluded.person_id'),
            invited_at: row.ref('excluded.invited_at'),
          })),
      )
      .execute();
  }

  /** The last ones first. */
  async of(email: string): Promise<InvitedPerson[]> {
    const rows = await this.context.db
      .selectFrom('invited_addresses')
      .select(['organization_id', 'person_id'])
      .where('digest', '=', this.digest(email))
      .orderBy('invited_at', 'desc')
      .limit(MY_INVITATIONS)
      .execute();
    return rows.map((row) => ({ organizationId: row.organization_id, personId: row.person_id }));
  }

  private digest(email: string): string {
    return this.context.secrets.hmac('invited-address', comparableAddress(email));
  }
}
