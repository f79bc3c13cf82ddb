import {
  appAccessApproved,
  appShared,
  MOST_GRANTS,
  refused,
  type FleetEvent,
  type GrantLevel,
} from '@annals/contracts';
import type { Facts, Frozen, Instant } from '@annals/kernel';
import type { Fleet, Owner } from './fleet';
import { allowsAll } from './grants';

/** What somebody gets, once it is judged that they may. */
export interface Given {
  readonly botId: string;
  readonly to: Owner;
  readonly level: GrantLevel;
  readonly until: Instant | undefined;
  /** Whose own grant allows it; undefined where a role does, or owning the bot. */
  readonly under: Owner | undefined;
  /** The link by which they took it. */
  readonly linkId?: string | undefined;
}

/**
 * It replaces what they had with the bot before, and answers what they asked for.
 * @throws Refused GRANT_LIMIT_REACHED
 */
export function give({ grants }: Frozen<Fleet>, given: Given, { id }: Pick<Facts, 'id'>): FleetEvent[] {
  const { botId, to, level, until, under, linkId } = given;
  const before = grants.held.get(to.personId)?.get(botId);
  if (!before && (grants.sharedWith.get(botId) ?? 0) >= MOST_GRANTS) throw refused('GRANT_LIMIT_REACHED');
  const answered = [...grants.requests.values()].find(
    (asked) => asked.botId === botId && asked.by.personId === to.personId && allowsAll(level, asked.level),
  );
  return [
    appShared({
      grantId: id('grant'),
      botId,
      to,
      level,
      ...(until === undefined ? {} : { until }),
      ...(under === undefined ? {} : { under }),
      ...(linkId === undefined ? {} : { linkId }),
    }),
    ...(answered
      ? [appAccessApproved({ accessRequestId: answered.accessRequestId, botId, personId: to.personId })]
      : []),
  ];
}
