import {
  ACCESS_REQUEST_WAITS,
  appAccessRequested,
  MOST_ACCESS_REQUESTS,
  MOST_ACCESS_REQUESTS_OF_ONE,
  refused,
  type FleetEvent,
  type GrantLevel,
} from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet, type Owner } from '../../fleet/fleet';
import { mustSuit } from '../../fleet/granter';

export interface RequestAccess {
  readonly organizationId: string;
  readonly botId: string;
  readonly by: Owner;
  readonly isExternal: boolean;
  readonly level: GrantLevel;
  readonly note?: string | undefined;
}

/**
 * P28: somebody asks for access to a bot. One request of theirs for it waits at a time, so many of theirs, and so many in
 * all.
 * @throws Refused BOT_NOT_FOUND, GRANT_NOT_FOR_EXTERNALS, ACCESS_ALREADY_REQUESTED, OWN_ACCESS_REQUEST_LIMIT, ACCESS_REQUEST_LIMIT
 */
export const requestAccess: Decide<Fleet, RequestAccess, FleetEvent> = (state, command, { now, clock, id }) => {
  const { botId, by, level, note } = command;
  mustHaveBot(state, botId);
  mustSuit(command, level);
  const open = [...state.grants.requests.values()].filter(({ expiresAt }) => clock < expiresAt);
  const theirs = open.filter((each) => each.by.personId === by.personId);
  if (theirs.some((each) => each.botId === botId)) throw refused('ACCESS_ALREADY_REQUESTED');
  if (theirs.length >= MOST_ACCESS_REQUESTS_OF_ONE) throw refused('OWN_ACCESS_REQUEST_LIMIT');
  if (open.length >= MOST_ACCESS_REQUESTS) throw refused('ACCESS_REQUEST_LIMIT');
  const expiresAt = plus(now, ACCESS_REQUEST_WAITS);
  return [
    appAccessRequested(
      { accessRequestId: id('access-request'), botId, by, level, expiresAt },
      note === undefined ? {} : { note },
    ),
  ];
};
