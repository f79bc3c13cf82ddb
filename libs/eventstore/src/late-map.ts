/** What a map was before anybody asked for it. */
export interface Entries<K, V> {
  readonly size: number;
  readonly keyAt: (nth: number) => K;
  readonly valueAt: (nth: number) => V;
  /** Which one has this key. */
  readonly find: (key: unknown) => number | undefined;
}

/**
 * A map whose entries are made one by one, as they are asked for: most who need a large one ask for a few. Whoever wants
 * all of them, their number or one of them gone makes it a map as any other. Until then the map itself holds what was
 * asked for or set.
 */
export class LateMap<K, V> extends Map<K, V> {
  private late: Entries<K, V> | undefined;

  constructor(entries: Entries<K, V>) {
    super();
    this.late = entries;
  }

  override get(key: K): V | undefined {
    const known = super.get(key);
    if (known !== undefined || !this.late || super.has(key)) return known;
    const nth = this.late.find(key);
    if (nth === undefined) return undefined;
    const value = this.late.valueAt(nth);
    super.set(key, value);
    return value;
  }

  override has(key: K): boolean {
    return super.has(key) || this.late?.find(key) !== undefined;
  }

  override delete(key: K): boolean {
    this.complete();
    return super.delete(key);
  }

  override clear(): void {
    this.late = undefined;
    super.clear();
  }

  override get size(): number {
    this.complete();
    return super.size;
  }

  override forEach(...[tell, self]: Parameters<Map<K, V>['forEach']>): void {
    this.complete();
    super.forEach(tell, self);
  }

  override keys(): MapIterator<K> {
    this.complete();
    return super.keys();
  }

  override values(): MapIterator<V> {
    this.complete();
    return super.values();
  }

  override entries(): MapIterator<[K, V]> {
    this.complete();
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  /** In the order of a map that had them all from the beginning: what was set since is in its place, or after them. */
  private complete(): void {
    const { late } = this;
    if (!late) return;
    this.late = undefined;
    const since = [...super.entries()];
    super.clear();
    for (let nth = 0; nth < late.size; nth += 1) super.set(late.keyAt(nth), late.valueAt(nth));
    for (const [key, value] of since) super.set(key, value);
  }
}
