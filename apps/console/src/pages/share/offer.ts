import { type MyMembership, type ShareLinkLevel, shareLinkLevel, type ShareLinkOffer } from '@annals/contracts';
import type { z } from 'zod';

/** What a link gives, and who looks at it. */
export interface Offer {
  organizationId: string;
  secret: string;
  offer: z.output<typeof ShareLinkOffer>;
  membership: z.output<typeof MyMembership>;
}

export const isKnownLevel = (level: string): level is ShareLinkLevel => shareLinkLevel.safeParse(level).success;
