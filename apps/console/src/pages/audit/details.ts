import type { OneAuditEntry } from '@annals/contracts';
import type { z } from 'zod';
import { exact } from '../../format/time';
import { eventWords, personal, permissionWords, roleNames } from '../../format/words';

export type Details = z.output<typeof OneAuditEntry>;

/** The parts of an entry as names and readable values; erased ones are "[erased]". */
export function facts(details: Details): (readonly [name: string, value: string])[] {
  const changed = new Set(details.changes.map(({ field }) => field));
  const data = Object.entries(details.data)
    .filter(([name]) => !changed.has(name))
    .map(([name, value]) => [label(name), readable(details, name, value)] as const);
  const persons = Object.entries(details.personal ?? {}).map(
    ([name, value]) => [label(name), personal(value)] as const,
  );
  const text = Object.entries(details.text ?? {})
    .filter(([name]) => !changed.has(name))
    .map(([name, value]) => [label(name), value] as const);
  return [...text, ...persons, ...data];
}

const names: Readonly<Record<string, string>> = {
  personId: 'Person id',
  userId: 'Account id',
  email: 'E-mail',
  via: 'Came by',
  expiresAt: 'Expires',
  sessionId: 'Session id',
  ip: 'IP address',
  userAgent: 'Device',
  at: 'When',
};
const label = (name: string): string => names[name] ?? eventWords(name.charAt(0).toUpperCase() + name.slice(1));

const rolesOf = ({ roleNames: names }: Pick<Details, 'roleNames'>, roles: readonly string[]): string =>
  roleNames(roles, (role) => names[role]);

function readable(details: Details, name: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    if (name === 'roles') return rolesOf(details, value);
    return value.map((each) => (name === 'permissions' ? permissionWords(each) : each)).join('; ');
  }
  if (name === 'permission' && typeof value === 'string') return permissionWords(value);
  if ((name === 'role' || name === 'replacedBy') && typeof value === 'string') return rolesOf(details, [value]);
  if (name === 'target') return Object.values(value).join(' ');
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? exact(value) : value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/**
 * What allowed the act: the roles that granted the permission, as `owner,admin@7` (7: the revision of the member), or
 * `key`.
 */
export function allowedBy({ grants, roleNames: names }: Pick<Details, 'grants' | 'roleNames'>): string {
  if (grants === null) return '–';
  if (grants === 'key') return 'The permissions of the key';
  const roles = grants
    .replace(/@.*$/, '')
    .split(',')
    .filter((each) => each !== '');
  return roles.length === 0 ? '–' : `${roles.length === 1 ? 'Role' : 'Roles'} ${rolesOf({ roleNames: names }, roles)}`;
}

/** The event as it is stored, as far as the reader may see it. */
export function storedEvent({ type, stream, revision, position, at, data, personal: persons, text }: Details): string {
  return JSON.stringify(
    {
      type,
      stream,
      revision,
      position,
      at,
      data,
      ...(persons === null ? {} : { personal: persons }),
      ...(text === null ? {} : { text }),
    },
    null,
    2,
  );
}
