import { withoutHidden } from './text';

/**
 * Names that people give are mailed to strangers. A mail program makes links of words by itself, so a name may not
 * become one.
 */

/** `scheme://`, and schemes that do something without slashes. */
const SCHEME =
  /\p{L}[\w+.-]*:\/\/|(?<![\p{L}\p{N}])(?:mailto|tel|sms|callto|skype|facetime|javascript|data|file|intent|market|magnet|bitcoin):\S/iu;
const DOMAIN = String.raw`(?<![\p{L}\p{N}])(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}])?\.)+(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)\.?`;
/** `www.…`, a domain with a path, a port, a query or a fragment, an e-mail address, an IP address. */
const PLACE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])www\d{0,3}\.\S|${DOMAIN}(?::\d|[/\\]|[?#]\S)|[^\s@]@${DOMAIN}|(?<![\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{N}.])|\[[\da-f:]*::?[\da-f:]*\]`,
  'iu',
);
/** Telephones offer to call them: a plus with seven digits and more, or nine digits in a row of groups. */
const TELEPHONE = /\+[\s(]*\d(?:[\s()./-]*\d){6,}|(?<![\p{L}\p{N}])\d(?:[\s()./-]*\d){8,}(?![\p{L}\p{N}])/u;

/**
 * Whether a name is meant to be opened, written to or called rather than read. A bare `Booking.com` or `Node.js` is a
 * name; mails break it up all the same (`unlinked`).
 */
export function isLinkLike(name: string): boolean {
  const plain = name.normalize('NFKC').replace(/[\u3002\u2024\ufe52]/gu, '.');
  return SCHEME.test(plain) || PLACE.test(plain) || TELEPHONE.test(plain);
}

/**
 * A typed text as it may stand in a mail, in its subject too: one line, and every dot, colon and at sign inside a word
 * is followed by a space, so that no mail program finds a link in it. `evil.example/pay` becomes `evil. example/pay`;
 * `Müller GmbH & Co. KG` stays as it is.
 */
export function unlinked(typed: string): string {
  const line = withoutHidden(typed).replace(/\s+/gu, ' ').trim();
  return line.replace(/[.:@\u3002\u2024\uff0e\uff1a\uff20\ufe52\ufe55\ufe6b\uff61](?=\S)/gu, (sign) => `${sign} `);
}
