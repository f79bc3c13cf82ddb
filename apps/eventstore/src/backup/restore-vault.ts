import {
  continueVaultNumbers,
  keysThatDoNotOpen,
  loadVaultRows,
  missingKeyIds,
  vaultTables,
  type VaultSecrets,
} from '@annals/vault';
import type { ClientBase } from 'pg';
import { BackupRefused, type Part, type Summary } from './format';

type VaultPart = Extract<Part, { of: 'vault' }>;

const LISTED = 20;

/** Writes the rows of the vault as they were. Call it in a transaction. */
export class VaultRestore {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly client: ClientBase,
    private readonly secrets: VaultSecrets,
  ) {}

  async add(part: VaultPart, bytes: Buffer): Promise<void> {
    const rows = bytes.toString('utf8').split('\n').slice(0, -1);
    await loadVaultRows(this.client, part, rows);
    this.counts.set(part.table, (this.counts.get(part.table) ?? 0) + rows.length);
  }

  /** @throws BackupRefused when a table holds fewer rows than were written into the backup */
  ended({ table }: VaultPart, { count }: Summary): void {
    if ((this.counts.get(table) ?? 0) !== count)
      throw new BackupRefused(
        `The backup holds ${this.counts.get(table) ?? 0} rows of vault.${table} and says ${count}.`,
      );
  }

  /**
   * Looks whether the vault can be used: every table came, every key opens, and none that the log needs is missing.
   * @throws BackupRefused
   */
  async verify(neededKeyIds: Iterable<string>): Promise<void> {
    await continueVaultNumbers(this.client);
    for (const table of vaultTables) {
      const {
        rows: [found],
      } = await this.client.query<{ count: string }>(`SELECT count(*) FROM vault.${table}`);
      if (Number(found?.count) !== (this.counts.get(table) ?? 0))
        throw new BackupRefused(
          `vault.${table}, read back, holds ${found?.count ?? 'no'} rows instead of ${this.counts.get(table) ?? 0}; nothing was kept.`,
        );
    }
    const closed = await keysThatDoNotOpen(this.client, this.secrets);
    if (closed.length > 0)
      throw new BackupRefused(
        `${closed.length} keys of the vault do not open with this secrets file (${listed(closed)}): use the one that belongs to the backup; nothing was restored.`,
      );
    const missing = await missingKeyIds(this.client, neededKeyIds);
    if (missing.length > 0)
      throw new BackupRefused(
        `The log is newer than the vault: ${missing.length} of the keys that it needs are in no row (${listed(missing)}); take a vault that was backed up with the log or after it. Nothing was restored.`,
      );
  }
}

function listed(ids: readonly string[]): string {
  return `${ids.slice(0, LISTED).join(', ')}${ids.length > LISTED ? ' …' : ''}`;
}
