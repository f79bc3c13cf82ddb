import { deserialize } from 'node:v8';
import type { Column, Numbers, Packed, Part } from './packed';

type Texts = readonly string[];
type Field = readonly [string, Column];

/**
 * The state that `pack` was given. Large ones are rarely needed whole: what stands alone in its place (a slice, say) is
 * made field by field, when somebody asks for it.
 * @param bytes of this release, which the caller vouches for
 */
export function unpack(bytes: Buffer): unknown {
  const { root, texts } = deserialize(bytes) as Packed;
  return valuesOf(root, texts)[0];
}

/** The values of a column, in their order. */
function valuesOf({ parts, order }: Column, texts: Texts): readonly unknown[] {
  const values = parts.map((part) => valuesIn(part, texts));
  if (!order) return values[0] ?? [];
  const at = values.map(() => 0);
  return times(order.length, (index) => {
    const nth = order[index] ?? 0;
    const next = at[nth] ?? 0;
    at[nth] = next + 1;
    return values[nth]?.[next];
  });
}

function valuesIn(part: Part, texts: Texts): readonly unknown[] {
  switch (part.form) {
    case 'same':
      return times(part.count, () => part.value);
    case 'texts':
      return times(part.numbers.length, (nth) => texts[part.numbers[nth] ?? 0]);
    case 'counts':
      return times(part.numbers.length, (nth) => part.numbers[nth]);
    case 'arrays':
      return cut(part.sizes, valuesOf(part.items, texts), (items, from, to) => items.slice(from, to));
    case 'sets':
      return cut(part.sizes, valuesOf(part.items, texts), (items, from, to) => new Set(items.slice(from, to)));
    case 'maps':
      return mapsOf(part.sizes, valuesOf(part.keys, texts), valuesOf(part.values, texts));
    case 'things':
      return part.count === 1 ? [lazily(part.fields, texts)] : thingsOf(part.count, part.fields, texts);
    case 'others':
      return part.values;
  }
}

function mapsOf(sizes: Numbers, keys: readonly unknown[], values: readonly unknown[]) {
  return cut(sizes, keys, (_, from, to) => {
    const map = new Map<unknown, unknown>();
    for (let at = from; at < to; at += 1) map.set(keys[at], values[at]);
    return map;
  });
}

function thingsOf(count: number, fields: readonly Field[], texts: Texts) {
  const columns = fields.map(([name, column]) => ({ name, values: valuesOf(column, texts) }));
  return times(count, (at) => {
    const thing: Record<string, unknown> = {};
    for (const { name, values } of columns) thing[name] = values[at];
    return thing;
  });
}

/** Fields that are made when they are first read, and are then as any other. */
function lazily(fields: readonly Field[], texts: Texts): object {
  const thing = {};
  for (const [name, column] of fields) {
    const become = (value: unknown) =>
      Object.defineProperty(thing, name, { value, writable: true, enumerable: true, configurable: true });
    const get = () => {
      const value = valuesOf(column, texts)[0];
      become(value);
      return value;
    };
    Object.defineProperty(thing, name, { get, set: become, enumerable: true, configurable: true });
  }
  return thing;
}

function cut<T>(
  sizes: Numbers,
  items: readonly unknown[],
  make: (items: readonly unknown[], from: number, to: number) => T,
): T[] {
  let end = 0;
  return times(sizes.length, (nth) => make(items, end, (end += sizes[nth] ?? 0)));
}

function times<T>(count: number, make: (nth: number) => T): T[] {
  const all: T[] = [];
  for (let nth = 0; nth < count; nth += 1) all.push(make(nth));
  return all;
}
