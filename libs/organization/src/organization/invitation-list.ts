import {
  BULK_AT_MOST,
  comparableAddress,
  comparableName,
  email,
  isSystemRole,
  refused,
  systemRoles,
  type Role,
} from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { ownNow, type Roles } from './roles';

/** A line of a list, as it was typed. */
export interface ListedPerson {
  readonly line: number;
  readonly email: string;
  /** As they were named; none: those that the whole list is for. */
  readonly roles: readonly string[];
}

/** A row of a file, and the line that it begins in. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const isEmailColumn = (name: string): boolean => /^e-?mail(?:[ -]?address)?$/i.test(name);
const isRolesColumn = (name: string): boolean => /^roles?$/i.test(name);

/**
 * Who is on a list: a file whose first line names its columns, or an address in each line.
 * @throws Refused BULK_UNREADABLE where no column is called e-mail, BULK_TOO_LONG
 */
export function listed(rows: readonly Row[]): readonly ListedPerson[] {
  const [head] = rows;
  const column = head?.cells.findIndex(isEmailColumn) ?? -1;
  if (column === -1 && rows.some(({ cells }) => cells.length > 1)) throw refused('BULK_UNREADABLE');
  const people = column === -1 ? rows : rows.slice(1);
  if (people.length === 0) throw refused('BULK_UNREADABLE');
  if (people.length > BULK_AT_MOST) throw refused('BULK_TOO_LONG', { limit: BULK_AT_MOST, current: people.length });
  const roles = column === -1 ? -1 : (head?.cells.findIndex(isRolesColumn) ?? -1);
  return people.map((row) => ({
    line: row.line,
    email: row.cells[Math.max(column, 0)] ?? '',
    roles: named(row, roles),
  }));
}

const named = ({ cells }: Row, column: number): readonly string[] =>
  (cells[column] ?? '').split(/[,;|]/).flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));

/** The address, where it is one. */
export const addressOf = (person: ListedPerson): string | undefined => email.safeParse(person.email).data;
/** By which two lines mean the same person. */
export const sameAddress = comparableAddress;

/** The roles that are called so here, by name, word or id; undefined where one is not there. */
export function rolesCalled(roles: Frozen<Roles>, names: readonly string[]): readonly Role[] | undefined {
  const known = [
    ...Object.entries(systemRoles).map(([role, { name }]) => ({ role, name })),
    ...ownNow(roles).map(({ roleId, name }) => ({ role: roleId, name })),
  ];
  const found = names.map((asked) => {
    if (isSystemRole(asked)) return asked;
    return known.find(({ role, name }) => role === asked || comparableName(name) === comparableName(asked))?.role;
  });
  return found.every((role) => role !== undefined) ? [...new Set(found)] : undefined;
}
