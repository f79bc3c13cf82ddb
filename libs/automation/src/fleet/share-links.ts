import { refused, shareLinkLevel, type FleetEvent, type ShareLinkLevel } from '@annals/contracts';
import type { Frozen, Instant, SliceEvolve } from '@annals/kernel';
import type { Owner } from './bots';

/** A link that was neither taken back nor told to be over. */
export interface ShareLink {
  readonly linkId: string;
  readonly botId: string;
  readonly by: Owner;
  /** A `ShareLinkLevel`, or one of another release. */
  readonly level: string;
  readonly until: Instant;
  /** For so many people; undefined: for everybody who has it. */
  readonly uses: number | undefined;
  /** Who has used it: once each, so that what is taken from somebody does not come back by it. */
  readonly usedBy: Set<string>;
}

export type ShareLinks = Map<string, ShareLink>;
interface Fleet {
  readonly links: ShareLinks;
}

const use = (links: ShareLinks, linkId: string | undefined, personId: string | undefined): void => {
  if (linkId !== undefined && personId !== undefined) links.get(linkId)?.usedBy.add(personId);
};

export const shareLinksEvolve = {
  ShareLinkMade: (links, { data }) => {
    links.set(data.linkId, { ...data, uses: data.uses, usedBy: new Set() });
  },
  ShareLinkRevoked: (links, { data }) => {
    links.delete(data.linkId);
  },
  ShareLinkExpired: (links, { data }) => {
    links.delete(data.linkId);
  },
  AppShared: (links, { data: { linkId, to } }) => use(links, linkId, to.personId),
  BotRegistered: (links, { data: { copiedFrom, ownedBy } }) => use(links, copiedFrom?.linkId, ownedBy?.personId),
  BotRetired: (links, { data }) => {
    for (const { linkId, botId } of links.values()) if (botId === data.botId) links.delete(linkId);
  },
} satisfies SliceEvolve<ShareLinks, FleetEvent>;

/** The links of a bot that are not over. */
export const openLinks = ({ links }: Frozen<Fleet>, botId: string, now: Instant): Frozen<ShareLink>[] =>
  [...links.values()].filter((link) => link.botId === botId && now < link.until);

/** One that this release knows what it is good for. */
export type OpenLink = Frozen<Omit<ShareLink, 'level'>> & { readonly level: ShareLinkLevel };

/** @throws Refused SHARE_EXPIRED for one that is over, was taken back, or whose bot is retired */
export function mustBeOpen({ links }: Frozen<Fleet>, linkId: string, now: Instant): OpenLink {
  const link = links.get(linkId);
  const level = shareLinkLevel.safeParse(link?.level).data;
  if (!link || level === undefined || link.until <= now) throw refused('SHARE_EXPIRED');
  return { ...link, level };
}

/** Whether as many people have used it as may. */
export const isUsedUp = ({ uses, usedBy }: Frozen<Pick<ShareLink, 'uses' | 'usedBy'>>): boolean =>
  uses !== undefined && usedBy.size >= uses;
