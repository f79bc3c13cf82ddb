import { randomBytes, randomUUID } from 'node:crypto';
import type { Keyring } from '../keyring';

/** A keyring for specs of this library: keys in memory, with tombstones. */
export class MemoryKeyring implements Keyring {
  private readonly bySubject = new Map<string, { id: string; key: Buffer | 'destroyed' }>();

  async forSubject(scope: string, subject: string): Promise<{ id: string; key: Buffer }> {
    const name = `${scope}/${subject}`;
    const known = this.bySubject.get(name) ?? { id: randomUUID(), key: randomBytes(32) };
    this.bySubject.set(name, known);
    if (known.key === 'destroyed') throw new Error(`The key of ${name} was destroyed`);
    return { id: known.id, key: known.key };
  }

  async open(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer | 'destroyed'>> {
    const byId = new Map([...this.bySubject.values()].map(({ id, key }) => [id, key]));
    return new Map(
      ids.map((id) => {
        const key = byId.get(id);
        if (!key) throw new Error(`MissingKey ${id}`);
        return [id, key];
      }),
    );
  }

  async destroy(scope: string, subject: string): Promise<void> {
    const { id } = await this.forSubject(scope, subject);
    this.bySubject.set(`${scope}/${subject}`, { id, key: 'destroyed' });
  }
}
