import { types } from 'node:util';
import { serialize } from 'node:v8';
import { bytesOf, isId } from './packed-ids';

/** A state in columns. */
export interface Packed {
  /** Each id once, in 16 bytes. */
  readonly ids: Buffer;
  /** Each other text once. */
  readonly texts: readonly string[];
  readonly root: Column;
}

/** What is in one place of many things, in a part for each form of value that occurs there. */
export interface Column {
  readonly parts: readonly Part[];
  /** The part that each value is in; absent where there is but one. */
  readonly order?: Numbers;
}

/** Or those from the first on, each the step more than the one before. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Run;

export interface Run {
  readonly first: number;
  readonly step: 0 | 1;
  readonly length: number;
}

/** Values of one form; those of `ids` and `texts` are numbers of them. */
export type Part =
  | { readonly form: 'same'; readonly value: unknown; readonly count: number }
  | { readonly form: 'ids' | 'texts' | 'counts'; readonly numbers: Numbers }
  | { readonly form: 'arrays' | 'sets'; readonly sizes: Numbers; readonly items: Column }
  | { readonly form: 'maps'; readonly sizes: Numbers; readonly keys: Column; readonly values: Column }
  | { readonly form: 'things'; readonly count: number; readonly fields: readonly (readonly [string, Column])[] }
  | { readonly form: 'others'; readonly values: readonly unknown[] };

type Numbered = Map<string, number>;
interface Texts {
  readonly ids: Numbered;
  readonly others: Numbered;
}
type Thing = Readonly<Record<string, unknown>>;

/**
 * A state as bytes. A large one is many things of a few forms that say the same ids again and again: so each text is
 * written once, an id in 16 bytes, and what the things of one form have in common stands in columns, which `node:v8`
 * reads in one go.
 * @param state of plain objects, arrays, maps, sets and primitives; nothing that may change is in it twice
 */
export function pack(state: object): Buffer {
  const texts: Texts = { ids: new Map(), others: new Map() };
  const root = columnOf([state], texts);
  const ids = bytesOf([...texts.ids.keys()].join(''));
  return serialize({ ids, texts: [...texts.others.keys()], root } satisfies Packed);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && value >>> 0 === value && !Object.is(value, -0);
const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isMap = (value: unknown): value is ReadonlyMap<unknown, unknown> => types.isMap(value);
const isSet = (value: unknown): value is ReadonlySet<unknown> => types.isSet(value);
/** Of any realm: no prototype but that of plain objects has none itself. */
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype) === null;

/** Plain objects are of one form where they have the same fields in the same order. */
function formOf(value: unknown): string {
  if (isText(value)) return isId(value) ? 'id' : 'text';
  if (isCount(value)) return 'count';
  if (typeof value !== 'object' || value === null) return 'other';
  if (isArray(value)) return 'array';
  if (isMap(value)) return 'map';
  if (isSet(value)) return 'set';
  return isThing(value) ? `thing ${Object.keys(value).join('\0')}` : 'other';
}

function columnOf(values: readonly unknown[], texts: Texts): Column {
  const forms = new Map<string, { readonly nth: number; readonly values: unknown[] }>();
  const order = values.map((value) => {
    const name = formOf(value);
    const form = forms.get(name) ?? { nth: forms.size, values: [] };
    if (form.values.push(value) === 1) forms.set(name, form);
    return form.nth;
  });
  const parts = [...forms.values()].map((form) => partOf(form.values, texts));
  return parts.length === 1 ? { parts } : { parts, order: numbers(order) };
}

/** @param values that are all of one form */
function partOf(values: readonly unknown[], texts: Texts): Part {
  const [value] = values;
  const count = values.length;
  if (typeof value !== 'object' && values.every((each) => Object.is(each, value)))
    return { form: 'same', value, count };
  if (values.every(isText)) {
    const form = isText(value) && isId(value) ? 'ids' : 'texts';
    const known = form === 'ids' ? texts.ids : texts.others;
    return { form, numbers: numbers(values.map((text) => numberOf(text, known))) };
  }
  if (values.every(isCount)) return { form: 'counts', numbers: numbers(values) };
  if (values.every(isArray)) return { form: 'arrays', ...many(values, texts) };
  if (values.every(isSet))
    return {
      form: 'sets',
      ...many(
        values.map((set) => [...set]),
        texts,
      ),
    };
  if (values.every(isMap)) {
    const { sizes, items: keys } = many(
      values.map((map) => [...map.keys()]),
      texts,
    );
    return {
      form: 'maps',
      sizes,
      keys,
      values: many(
        values.map((map) => [...map.values()]),
        texts,
      ).items,
    };
  }
  if (!values.every(isThing)) return { form: 'others', values };
  const names = Object.keys(values[0] ?? {});
  const fields = names.map(
    (name) =>
      [
        name,
        columnOf(
          values.map((thing) => thing[name]),
          texts,
        ),
      ] as const,
  );
  return { form: 'things', count, fields };
}

const many = (lists: readonly (readonly unknown[])[], texts: Texts) => ({
  sizes: numbers(lists.map(({ length }) => length)),
  items: columnOf(lists.flat(), texts),
});

function numberOf(text: string, known: Numbered): number {
  const number = known.get(text) ?? known.size;
  known.set(text, number);
  return number;
}

function numbers(all: readonly number[]): Numbers {
  const [first = 0, second] = all;
  const step = second === first + 1 ? 1 : 0;
  if (all.every((each, nth) => each === first + nth * step)) return { first, step, length: all.length };
  const most = all.reduce((a, b) => Math.max(a, b));
  if (most <= 0xff) return Uint8Array.from(all);
  return most <= 0xffff ? Uint16Array.from(all) : Uint32Array.from(all);
}
