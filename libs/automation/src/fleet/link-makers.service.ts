import type { DeadLink, Permission } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds, type Frozen } from '@annals/kernel';
import { allowedTo, AppGrants, heldAt, Memberships } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { fleet, type Fleet } from './fleet';
import type { Granter } from './granter';
import { isUsedUp, type ShareLink } from './share-links';
import { levelOf } from './working-links';

const SHARES: Permission = 'bots:share';

/** Who made a link, as they are now: what they may give, or why they give nothing any more. */
export type Maker = { readonly granter: Granter } | { readonly dead: DeadLink };

/** Who made links: what a link gives hangs on what they may at that moment. */
@Injectable()
export class LinkMakers {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly appGrants: AppGrants,
  ) {}

  /** A link of the bot, and the fleet as it is this moment; undefined where it is not there (any more). */
  async find(organizationId: string, linkId: string): Promise<Frozen<ShareLink> | undefined> {
    return (await this.fleet(organizationId)).links.get(linkId);
  }

  async of(organizationId: string, { by, botId }: Pick<ShareLink, 'by' | 'botId'>): Promise<Maker> {
    const member = await this.memberships.ofPerson(organizationId, by.personId, { fresh: true });
    if (member?.membership !== by.membership) return { dead: 'maker_left' };
    const allowed = allowedTo(member, await this.appGrants.of(organizationId, member, { fresh: true }));
    const bot = (await this.fleet(organizationId)).bots.get(botId);
    if (!bot || heldAt(allowed, SHARES, bot) === undefined) return { dead: 'maker_may_not' };
    return { granter: { who: by, everywhere: allowed.permissions, workspaces: allowed.workspaces } };
  }

  /** Why a link that is neither over nor taken back works no more; null where it works. */
  async dead(organizationId: string, link: Frozen<ShareLink>): Promise<DeadLink | null> {
    if (isUsedUp(link)) return 'used_up';
    const maker = await this.of(organizationId, link);
    if ('dead' in maker) return maker.dead;
    const now = fromMilliseconds(Date.now());
    return levelOf(await this.fleet(organizationId), link, maker.granter, now) === undefined ? 'maker_may_not' : null;
  }

  private async fleet(organizationId: string): Promise<Frozen<Fleet>> {
    return (await this.store.state({ stream: fleet, id: [organizationId] }, 0)).state;
  }
}

/** As deciders take it. */
export const granterIn = (maker: Maker): Granter | undefined => ('granter' in maker ? maker.granter : undefined);
