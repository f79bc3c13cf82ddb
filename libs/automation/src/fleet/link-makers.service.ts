import { refused, type DeadLink, type Permission } from '@annals/contracts';
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
type Maker = { readonly granter: Granter } | { readonly dead: DeadLink };

type Made = Frozen<Pick<ShareLink, 'by' | 'botId'>>;

interface FoundLink {
  readonly link: Frozen<ShareLink>;
  readonly maker: Granter | undefined;
}

/** Who made links: what a link gives hangs on what they may at that moment. */
@Injectable()
export class LinkMakers {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly appGrants: AppGrants,
  ) {}

  /** The fleet as it is this moment, by which links are judged. */
  async now(organizationId: string): Promise<Frozen<Fleet>> {
    return (await this.store.state({ stream: fleet, id: [organizationId] }, 0)).state;
  }

  /** A link, and who made it as deciders take them. @throws Refused SHARE_EXPIRED where it is not there (any more) */
  async mustFind(organizationId: string, linkId: string): Promise<FoundLink> {
    const state = await this.now(organizationId);
    const link = state.links.get(linkId);
    if (!link) throw refused('SHARE_EXPIRED');
    return { link, maker: await this.granter(organizationId, link, state) };
  }

  /** Who made a link; undefined where they have left, or may not share the bot any more. */
  async granter(organizationId: string, link: Made, state: Frozen<Fleet>): Promise<Granter | undefined> {
    const maker = await this.of(organizationId, link, state);
    return 'granter' in maker ? maker.granter : undefined;
  }

  /** Why a link that is neither over nor taken back works no more; null where it works. */
  async dead(organizationId: string, link: Frozen<ShareLink>, state: Frozen<Fleet>): Promise<DeadLink | null> {
    if (isUsedUp(link)) return 'used_up';
    const maker = await this.of(organizationId, link, state);
    if ('dead' in maker) return maker.dead;
    return levelOf(state, link, maker.granter, fromMilliseconds(Date.now())) === undefined ? 'maker_may_not' : null;
  }

  private async of(organizationId: string, { by, botId }: Made, { bots }: Frozen<Fleet>): Promise<Maker> {
    const member = await this.memberships.ofPerson(organizationId, by.personId, { fresh: true });
    if (member?.membership !== by.membership) return { dead: 'maker_left' };
    const allowed = allowedTo(member, await this.appGrants.of(organizationId, member, { fresh: true }));
    const bot = bots.get(botId);
    if (!bot || heldAt(allowed, SHARES, bot) === undefined) return { dead: 'maker_may_not' };
    return { granter: { who: by, everywhere: allowed.permissions, workspaces: allowed.workspaces } };
  }
}
