const BYTES = 16;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is an id as we write them: only such a one comes back from its bytes as it was. */
export const isId = (text: string): boolean => text.length === 36 && ID.test(text);

/** @param ids one, or several on end */
export const bytesOf = (ids: string): Buffer => Buffer.from(ids.replaceAll('-', ''), 'hex');

/** Many ids, each in 16 bytes, which are spelled when somebody asks for them. */
export class PackedIds {
  private table: Uint32Array | undefined;

  constructor(private readonly bytes: Buffer) {}

  /** The id of a number. */
  at(number: number): string {
    const id = this.bytes.toString('hex', number * BYTES, (number + 1) * BYTES);
    return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
  }

  /** The number of an id; undefined where it is none of them. */
  find(id: unknown): number | undefined {
    if (typeof id !== 'string' || !isId(id)) return undefined;
    const bytes = bytesOf(id);
    this.table ??= this.hashed();
    for (let place = placeOf(bytes, 0, this.table); ; place = (place + 1) % this.table.length) {
      const number = (this.table[place] ?? 0) - 1;
      if (number === -1) return undefined;
      if (bytes.equals(this.bytes.subarray(number * BYTES, (number + 1) * BYTES))) return number;
    }
  }

  /** Each number, plus one, in the place that its id names, or in the next free one. Half of the places are free. */
  private hashed(): Uint32Array {
    const table = new Uint32Array((2 * this.bytes.length) / BYTES + 1);
    for (let at = 0; at < this.bytes.length; at += BYTES) {
      let place = placeOf(this.bytes, at, table);
      while (table[place] !== 0) place = (place + 1) % table.length;
      table[place] = at / BYTES + 1;
    }
    return table;
  }
}

/** By its last bytes, which are random in an id of any version. */
const placeOf = (bytes: Buffer, at: number, { length }: Uint32Array): number =>
  bytes.readUInt32LE(at + BYTES - 4) % length;
