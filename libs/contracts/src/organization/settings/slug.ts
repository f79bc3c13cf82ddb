import { z } from 'zod';

/** So many days after a change the old one leads to the same organization, and nobody else gets it. */
export const SLUG_LEADS_ON = { days: 180 } as const;

/** What an address of the installation may need for itself, or what would pass for somebody official. */
const reserved: ReadonlySet<string> = new Set([
  ...['about', 'account', 'admin', 'administrator', 'annals', 'api', 'app', 'assets', 'audit', 'auth', 'billing'],
  ...['blog', 'console', 'docs', 'forgot', 'health', 'help', 'invitation', 'legal', 'login', 'logout', 'mail'],
  ...['mailbox', 'marketplace', 'new', 'new-organization', 'operator', 'organizations', 'owner', 'postmaster'],
  ...['pricing', 'privacy', 'public', 'reset', 'root', 'security', 'settings', 'sign-in', 'sign-out', 'sign-up'],
  ...['static', 'status', 'support', 'system', 'terms', 'verify', 'webmaster', 'webhooks', 'www'],
]);
const FORM = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;

/** Why an organization may not be called so in addresses; undefined where it may. */
export const wrongSlug = (value: string): 'invalid' | 'reserved' | undefined =>
  !FORM.test(value) ? 'invalid' : reserved.has(value) ? 'reserved' : undefined;

/** Whether an organization may be called so in addresses. */
export const isSlug = (value: string): boolean => wrongSlug(value) === undefined;

/** As it is asked for: what is none is refused by name, not by its form. */
export const askedSlug = z.string().trim().max(200);

/** As it is stored: what counted as one once stays one. */
export const slug = z.string().min(3).max(40);

/**
 * What an organization of this name is called in addresses, the nth try of it: `Halden Freight AS` is `halden-freight-as`, then
 * `halden-freight-as-2` (A9).
 */
export function slugOf(name: string, nth = 1): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '');
  const base = plain.length < 3 ? [plain, 'organization'].filter(Boolean).join('-') : plain;
  const tried = nth === 1 ? base : `${base}-${nth}`;
  return isSlug(tried) ? tried : `${tried}-org`;
}

/** The same for a name that many have: with the first letters of an id beside it, which nobody else gets. */
export const slugBesides = (name: string, id: string): string => slugOf(`${name.slice(0, 20)}-${id.slice(0, 8)}`);
