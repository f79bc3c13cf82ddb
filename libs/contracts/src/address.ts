/**
 * E-mail addresses: RFC 5321 as RFC 6531 widens it, without what no mail provider gives out (quoted names, bare IPs,
 * hosts without a domain).
 */

const OCTETS = { local: 64, domain: 255, address: 254 } as const;

/** Dot-atoms of RFC 5322 (what a browser's e-mail field takes), with the letters of every script. */
const LOCAL =
  /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+(?:\.(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+)*$/u;

/**
 * Before a domain goes to the URL parser, which would understand much more (ports, percent signs, IPv4 in any
 * notation).
 */
const DOMAIN_AS_TYPED = /^[\p{L}\p{M}\p{N}\-.\u3002\u200c\u200d\u00b7\u30fb]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** Local part and domain, cut at the last `@`; undefined when there is none. */
function partsOf(address: string): { readonly local: string; readonly domain: string } | undefined {
  const at = address.lastIndexOf('@');
  return at < 1 ? undefined : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/**
 * The name of a domain as the DNS knows it: lower case, every label in its ASCII form; undefined when it is no name of
 * two labels and more.
 */
function dnsName(domain: string): string | undefined {
  if (!DOMAIN_AS_TYPED.test(domain) || !URL.canParse(`http://${domain}`)) return undefined;
  const { hostname } = new URL(`http://${domain}`);
  const labels = hostname.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(last) &&
    hostname.length <= OCTETS.domain
    ? hostname
    : undefined;
}

/**
 * Whether mail could be delivered there, as far as its form tells. Lengths are octets of UTF-8: 64 and 255 for the
 * parts, 254 together.
 */
export function isAddress(address: string): boolean {
  const parts = partsOf(address);
  return (
    parts !== undefined &&
    LOCAL.test(parts.local) &&
    octets(parts.local) <= OCTETS.local &&
    octets(address) <= OCTETS.address &&
    octets(parts.domain) <= OCTETS.domain &&
    dnsName(parts.domain) !== undefined
  );
}

/**
 * The form in which addresses are compared: lower case, NFC, the domain as the DNS knows it. Mail goes to the address
 * as it was typed.
 */
export function comparableAddress(address: string): string {
  if (address.length > OCTETS.address) return address; // not one, and not worth the work
  const typed = address.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const parts = partsOf(typed);
  return parts === undefined ? typed : `${parts.local}@${dnsName(parts.domain) ?? parts.domain}`;
}

/** The mailbox behind an address: providers deliver `user+anything@` to `user@`, so limits count them as one. */
export function mailboxOf(address: string): string {
  const comparable = comparableAddress(address);
  return comparable.replace(/^([^+@]+)\+[^@]*(?=@)/u, '$1');
}
