import { defineEvent, type EventOf } from '../../define-event';
import { digest, word } from '../../words';

/** What a logo may be drawn in. */
const logoFormats = ['png', 'jpeg', 'webp'] as const;
export type LogoFormat = (typeof logoFormats)[number];

/** The picture itself is in the vault, sealed: `digest` is that of the sealed bytes (history.md §7). */
export const organizationLogoSet = defineEvent('OrganizationLogoSet', { data: { digest, format: word(logoFormats) } });
export const organizationLogoRemoved = defineEvent('OrganizationLogoRemoved', { data: {} });

export const logoEvents = { organizationLogoSet, organizationLogoRemoved };
export type LogoEvent = EventOf<(typeof logoEvents)[keyof typeof logoEvents]>;
