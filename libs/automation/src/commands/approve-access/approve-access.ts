import { appAccessApproved, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustWait } from '../../fleet/grants';
import { shareApp, type ShareApp } from '../share-app/share-app';

export interface ApproveAccess extends Omit<ShareApp, 'botId'> {
  readonly accessRequestId: string;
}

/**
 * Somebody gets what they asked for, or something else of the same bot, as if it were shared with them.
 * @throws Refused ACCESS_REQUEST_NOT_FOUND, and what sharing refuses
 */
export const approveAccess: Decide<Fleet, ApproveAccess, FleetEvent> = (state, command, facts) => {
  const { accessRequestId, ...given } = command;
  const { botId, by } = mustWait(state.grants, accessRequestId, facts.clock);
  const [shared] = shareApp(state, { ...given, botId }, facts);
  const approved = appAccessApproved({ accessRequestId, botId, personId: by.personId });
  return shared ? [shared, approved] : [approved];
};
