/** What somebody is known by. */
export interface KnownBy {
  readonly addresses: readonly string[];
  /** What they were called. */
  readonly aliases: readonly string[];
}

/** Shorter names are words of other things more often than somebody's. */
const FEWEST = 3;

const comparable = (text: string): string => text.normalize('NFC').toLowerCase();
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Whether a text holds one of the addresses, in letters of any size. */
export function holdsAddress({ addresses }: Pick<KnownBy, 'addresses'>): (text: string) => boolean {
  const looked = addresses.map(comparable).filter((address) => address !== '');
  return (text) => {
    const within = looked.length === 0 ? '' : comparable(text);
    return looked.some((address) => within.includes(address));
  };
}

/** Whether a text names somebody: by an address, or by a name as a word of its own. */
export function names(known: KnownBy): (text: string) => boolean {
  const aliases = known.aliases.map(comparable).filter((alias) => alias.length >= FEWEST);
  const byAddress = holdsAddress(known);
  if (aliases.length === 0) return byAddress;
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${aliases.map(escaped).join('|')})(?![\p{L}\p{N}])`, 'u');
  return (text) => byAddress(text) || word.test(comparable(text));
}
