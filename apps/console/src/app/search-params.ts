/** `?a=1&b=2` as an object of strings: ids and numbers stay as they were typed. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** The reverse; what is not set or empty is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const set = Object.entries(search)
    .flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []))
    .filter(([, value]) => value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}

/** An address as it may travel: what stands after # is a secret of a mailed link, and stays there. */
export const withoutFragment = (href: string): string => href.replace(/#.*$/s, '');

/** Only a path of this console is a place to go on to after sign-in. */
export const safeNext = (next: string | undefined): string | undefined =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? withoutFragment(next) : undefined;
