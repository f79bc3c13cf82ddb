/** A place outside where copies of checkpoints are kept, as the operator names it. */
export interface Anchor {
  readonly name: string;
  readonly kind: 'file' | 'http' | 's3';
  readonly url: string;
}

/** So many places at most: each is told of every checkpoint. */
export const MOST_ANCHORS = 8;
const kinds: Readonly<Record<string, Anchor['kind']>> = {
  'file:': 'file',
  'http:': 'http',
  'https:': 'http',
  's3:': 's3',
};
const NAME = /^[A-Za-z0-9][\w.-]{0,39}$/;

/** The place in `name=address`; undefined where it is none. A bucket needs its keys and its name. */
export function anchorOf(text: string): Anchor | undefined {
  const cut = text.indexOf('=');
  const [name, address] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
  const url = URL.parse(address);
  const kind = url ? kinds[url.protocol] : undefined;
  if (!url || !kind || !NAME.test(name)) return undefined;
  if (kind === 'file' ? url.host !== '' : url.host === '') return undefined;
  if (kind === 's3' && (url.username === '' || url.password === '' || !/^\/[^/]/.test(url.pathname))) return undefined;
  if (kind === 'http' && (url.username !== '' || url.password !== '')) return undefined;
  return { name, kind, url: address };
}
