import { peopleOnlyPermissions, refused } from '@annals/contracts';

/** Who issues a key, as the organization's own stream has them now. */
export interface Issuer {
  readonly personId: string;
  readonly membership: number;
  readonly may: ReadonlySet<string>;
}

const forPeople: ReadonlySet<string> = new Set(peopleOnlyPermissions);

/** @throws Refused FORBIDDEN */
export function mustIssueKeys({ may }: Issuer): void {
  if (!may.has('api_keys:manage')) throw refused('FORBIDDEN', { requiredPermission: 'api_keys:manage' });
}

/**
 * A person's key is never given more than its issuer may, and nothing that gives or takes rights.
 * @throws Refused FORBIDDEN, PERMISSION_FOR_PEOPLE_ONLY, PERMISSION_ESCALATION
 */
export function mustGive(issuer: Issuer, permissions: readonly string[]): void {
  mustIssueKeys(issuer);
  const peoples = permissions.filter((name) => forPeople.has(name));
  if (peoples.length > 0) throw refused('PERMISSION_FOR_PEOPLE_ONLY', { permissions: peoples });
  const beyond = permissions.filter((name) => !issuer.may.has(name));
  if (beyond.length > 0) throw refused('PERMISSION_ESCALATION', { permissions: beyond });
}
