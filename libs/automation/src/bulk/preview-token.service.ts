import type { BulkAct } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { Vault } from '@annals/vault';
import type { Selection } from './select-runs.port';

const PURPOSE = 'bulk-preview';

/** What a preview stands for: these runs, for this act, in this order. */
interface Previewed {
  readonly organizationId: string;
  readonly act: BulkAct;
  readonly selection: Selection;
}

const digestOf = ({ secrets }: Vault, { organizationId, act, selection }: Previewed): string =>
  secrets.hmac(PURPOSE, JSON.stringify([organizationId, act, selection]));

/** A word that only this server makes, for exactly these runs, until then. Nothing of it is stored. */
export const tokenFor = (vault: Vault, previewed: Previewed, until: Instant): string =>
  vault.secrets.mint(PURPOSE, `${Date.parse(until)}.${digestOf(vault, previewed)}`, 1);

/** Whether it is the word for exactly these runs, and its time is not over. */
export function isTokenFor(vault: Vault, token: string, { now, ...previewed }: Previewed & { now: Instant }): boolean {
  const [until, digest] = vault.secrets.read(PURPOSE, token)?.id.split('.') ?? [];
  return digest === digestOf(vault, previewed) && Number(until) > Date.parse(now);
}
