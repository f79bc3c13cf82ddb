import { appAccessDenied, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustWait } from '../../fleet/grants';

export interface DenyAccess {
  readonly organizationId: string;
  readonly accessRequestId: string;
}

/** Somebody who asked for access does not get it. @throws Refused ACCESS_REQUEST_NOT_FOUND */
export const denyAccess: Decide<Fleet, DenyAccess, FleetEvent> = ({ grants }, { accessRequestId }, { clock }) => {
  const { botId, by } = mustWait(grants, accessRequestId, clock);
  return [appAccessDenied({ accessRequestId, botId, personId: by.personId })];
};
