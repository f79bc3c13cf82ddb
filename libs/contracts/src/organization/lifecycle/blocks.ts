import { permission, type Permission } from '../../permissions';
import type { RefusalCode } from '../../refusals';
import { allRoutes } from '../../routes';
import { refusalUnder, stopOf } from './status';

/** What does not work under a status, by the permissions of the acts; reading always does. */
interface Blocks {
  /** How it is refused. */
  readonly refusal: RefusalCode;
  readonly permissions: Permission[];
  /** Acts that are not blocked. */
  readonly goesOn: Permission[];
}

const acts = allRoutes.filter(({ method }) => method !== 'GET');

/** What a status blocks, as the one wall does it (`stopOf`); null where everything works (A17). */
export function blockedBy(status: string): Blocks | null {
  const refusal = refusalUnder(status);
  if (refusal === undefined) return null;
  const permissionsWhere = (isBlocked: boolean) =>
    permission.options.filter((name) =>
      acts.some((route) => route.access === name && (stopOf(route, status) !== undefined) === isBlocked),
    );
  return { refusal, permissions: permissionsWhere(true), goesOn: permissionsWhere(false) };
}
