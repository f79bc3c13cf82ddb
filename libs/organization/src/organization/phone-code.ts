/** Which code: a new one for the same number has a higher generation. */
export interface PhoneCode {
  readonly organizationId: string;
  readonly phoneId: string;
  readonly generation: number;
}

/** What makes codes (`Secrets` of the vault): nobody without the server key can make them. */
interface Minting {
  hmac(purpose: string, value: string): string;
}

/** Six digits, made anew whenever they are sent or compared, and never stored (history.md §4). */
export function phoneCode(secrets: Minting, { organizationId, phoneId, generation }: PhoneCode): string {
  const mac = secrets.hmac('phone-code', `${organizationId} ${phoneId} ${generation}`);
  return String(Number.parseInt(mac.slice(0, 12), 16) % 1_000_000).padStart(6, '0');
}
