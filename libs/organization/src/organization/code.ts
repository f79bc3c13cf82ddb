/** What a code proves: that somebody answers a phone number of the organization, or reads what is mailed to an address. */
export type Proves = 'phone' | 'contact';

/** Which code: a new one for the same thing has a higher generation. */
export interface Code {
  readonly organizationId: string;
  readonly proves: Proves;
  /** The phone number, or the person whose address it is. */
  readonly of: string;
  readonly generation: number;
}

/** What makes codes (`Secrets` of the vault): nobody without the server key can make them. */
interface Minting {
  hmac(purpose: string, value: string): string;
}

/** Six digits, made anew whenever they are sent or compared, and never stored (history.md §4). */
export function digitsOf(secrets: Minting, { organizationId, proves, of, generation }: Code): string {
  const mac = secrets.hmac(`${proves}-code`, `${organizationId} ${of} ${generation}`);
  return String(Number.parseInt(mac.slice(0, 12), 16) % 1_000_000).padStart(6, '0');
}

/** How long a code counts (A19). */
export const codeLife = { minutes: 10 };
