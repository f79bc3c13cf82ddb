import { appAccessWithdrawn, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';
import { mustWait } from '../../fleet/grants';

export interface WithdrawAccess {
  readonly organizationId: string;
  readonly accessRequestId: string;
  readonly who: Owner;
}

/** Somebody does not ask any more. Those of others do not exist. @throws Refused ACCESS_REQUEST_NOT_FOUND */
export const withdrawAccess: Decide<Fleet, WithdrawAccess, FleetEvent> = ({ grants }, command, { clock }) => {
  const { accessRequestId, who } = command;
  const { botId, by } = mustWait(grants, accessRequestId, clock);
  if (by.personId !== who.personId) throw refused('ACCESS_REQUEST_NOT_FOUND');
  return [appAccessWithdrawn({ accessRequestId, botId, personId: by.personId })];
};
