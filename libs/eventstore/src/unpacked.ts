import { deserialize } from 'node:v8';
import { LateMap } from './late-map';
import type { Column, Numbers, Packed, Part } from './packed';
import { PackedIds } from './packed-ids';

/** What values are made of. */
interface Texts {
  readonly ids: PackedIds;
  readonly others: readonly string[];
}
/** Makes the value in a place of a column, or of a part. */
type At = (nth: number) => unknown;
type PartOf<Form> = Extract<Part, { readonly form: Form }>;
type Field = readonly [string, Column];

/** A map of so many ids is made entry by entry. */
const MANY = 100;

/**
 * The state that `pack` was given. Large ones are rarely needed whole: what stands alone in its place (a slice, say) is
 * made field by field, and a map of many ids entry by entry, when somebody asks for it.
 * @param bytes of this release, which the caller vouches for
 */
export function unpack(bytes: Buffer): unknown {
  const { root, ids, texts } = deserialize(bytes) as Packed;
  return valuesOf(root, { ids: new PackedIds(ids), others: texts })(0);
}

function valuesOf({ parts, order }: Column, texts: Texts): At {
  const values = parts.map((part) => valuesIn(part, texts));
  if (!order) return values[0] ?? (() => undefined);
  const partOf = numberAt(order);
  const met = values.map(() => 0);
  const places = Uint32Array.from({ length: order.length }, (_, nth) => {
    const place = met[partOf(nth)] ?? 0;
    met[partOf(nth)] = place + 1;
    return place;
  });
  return (nth) => values[partOf(nth)]?.(places[nth] ?? 0);
}

function valuesIn(part: Part, texts: Texts): At {
  switch (part.form) {
    case 'same':
      return () => part.value;
    case 'ids':
      return then(numberAt(part.numbers), (number) => texts.ids.at(number));
    case 'texts':
      return then(numberAt(part.numbers), (number) => texts.others[number]);
    case 'counts':
      return numberAt(part.numbers);
    case 'arrays':
      return listsOf(part, texts);
    case 'sets':
      return then(listsOf(part, texts), (items) => new Set(items));
    case 'maps':
      return mapsOf(part, texts);
    case 'things':
      return part.count === 1 ? () => lazily(part.fields, texts) : thingsOf(part.fields, texts);
    case 'others':
      return (nth) => part.values[nth];
  }
}

function listsOf({ sizes, items }: PartOf<'arrays' | 'sets'>, texts: Texts): (nth: number) => unknown[] {
  const [range, item] = [ranges(sizes), valuesOf(items, texts)];
  return (nth) => all(range(nth), item);
}

function mapsOf({ sizes, keys, values }: PartOf<'maps'>, texts: Texts): At {
  const range = ranges(sizes);
  const [key, value] = [valuesOf(keys, texts), valuesOf(values, texts)];
  const [ids] = keys.parts;
  const isOfIds = keys.parts.length === 1 && ids?.form === 'ids';
  return (nth) => {
    const { from, to } = range(nth);
    if (!isOfIds || to - from < MANY) return new Map(all({ from, to }, (at) => [key(at), value(at)] as const));
    return new LateMap({
      size: to - from,
      keyAt: (at) => key(from + at),
      valueAt: (at) => value(from + at),
      find: (id) => {
        const place = placeOf(texts.ids.find(id), ids.numbers, { from, to });
        return place >= from && place < to ? place - from : undefined;
      },
    });
  };
}

/** Keys differ: many of them that are a run are each one more than the one before. */
function placeOf(number: number | undefined, numbers: Numbers, { from, to }: Range): number {
  if (number === undefined) return -1;
  return 'step' in numbers ? number - numbers.first : from + numbers.subarray(from, to).indexOf(number);
}

function thingsOf(fields: readonly Field[], texts: Texts): At {
  const columns = fields.map(([name, column]) => ({ name, value: valuesOf(column, texts) }));
  return (nth) => {
    const thing: Record<string, unknown> = {};
    for (const { name, value } of columns) thing[name] = value(nth);
    return thing;
  };
}

/** Fields that are made when they are first read, and are then as any other. */
function lazily(fields: readonly Field[], texts: Texts): object {
  const thing = {};
  for (const [name, column] of fields) {
    const become = (value: unknown) =>
      Object.defineProperty(thing, name, { value, writable: true, enumerable: true, configurable: true });
    const get = () => {
      const value = valuesOf(column, texts)(0);
      become(value);
      return value;
    };
    Object.defineProperty(thing, name, { get, set: become, enumerable: true, configurable: true });
  }
  return thing;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where the items of each are, in the column of the items of all. */
function ranges(sizes: Numbers): (nth: number) => Range {
  const size = numberAt(sizes);
  const ends = new Uint32Array(sizes.length);
  for (let nth = 0, end = 0; nth < sizes.length; nth += 1) ends[nth] = end += size(nth);
  return (nth) => ({ from: ends[nth - 1] ?? 0, to: ends[nth] ?? 0 });
}

const then =
  <T>(at: (nth: number) => T, make: (value: T) => unknown): At =>
  (nth) =>
    make(at(nth));

const numberAt = (numbers: Numbers): ((nth: number) => number) =>
  'step' in numbers ? (nth) => numbers.first + nth * numbers.step : (nth) => numbers[nth] ?? 0;

function all<T>({ from, to }: Range, make: (at: number) => T): T[] {
  const made: T[] = [];
  for (let at = from; at < to; at += 1) made.push(make(at));
  return made;
}
