import { z } from 'zod';

type Shape = Record<string, z.ZodType>;
type Values<S extends Shape> = z.output<z.ZodObject<S>>;
/** What a maker takes: of open words only those that this release writes. */
type Written<S extends Shape> = z.input<z.ZodObject<S>>;
type Part<Name extends string, S extends Shape | undefined> = S extends Shape
  ? { readonly [K in Name]: Values<S> }
  : unknown;

/** An event as it is written: `{ type, data }` and the sealed parts that its definition names. */
export type EventShape<
  Type extends string,
  D extends Shape,
  P extends Shape | undefined,
  X extends Shape | undefined,
> = { readonly type: Type; readonly data: Values<D> } & Part<'personal', P> & Part<'text', X>;

interface Parts<D extends Shape, P extends Shape | undefined, X extends Shape | undefined> {
  /**
   * Of the schema; 1 without it. The next one only adds optional fields: a row that kept the event as it was stays what
   * it is. Its upcast stands in the context's upcasts.ts.
   */
  readonly version?: number;
  /** Ids, enums, numbers, instants, booleans: what decisions rest on. Plain JSON, for ever. */
  readonly data: D;
  /** What identifies one person, sealed under that person's key. */
  readonly personal?: P;
  /** The field of `data` that names the person of `personal`. */
  readonly of?: keyof D & string;
  /** What people typed about things, sealed under the organization's key. */
  readonly text?: X;
}

/** The sealed values of an event, together: the definition knows which part each belongs to. */
type Sealed<P extends Shape | undefined, X extends Shape | undefined> = (P extends Shape ? Written<P> : unknown) &
  (X extends Shape ? Written<X> : unknown);

/** One event type: call it to make an event; its fields describe the stored form (history.md §2). */
export interface EventDefinition<
  Type extends string = string,
  D extends Shape = Shape,
  P extends Shape | undefined = Shape | undefined,
  X extends Shape | undefined = Shape | undefined,
> {
  (
    data: Written<D>,
    ...sealed: unknown extends Sealed<P, X>
      ? []
      : object extends Sealed<P, X>
        ? [sealed?: Sealed<P, X>]
        : [sealed: Sealed<P, X>]
  ): EventShape<Type, D, P, X>;
  readonly type: Type;
  /** Version of the schema that is written today; older ones are upcast. */
  readonly version: number;
  readonly data: z.ZodObject<D>;
  readonly personal?: z.ZodObject;
  readonly of?: string;
  readonly text?: z.ZodObject;
}

/** The event that a definition makes. */
export type EventOf<Definition> = Definition extends (...args: never[]) => infer E ? E : never;

/**
 * Defines an event type: `memberInvited({ personId, … }, { email })`.
 * @param type exact PascalCase past tense, stable for ever, never derived from a class
 * @param parts what is in it, and what may be forgotten
 */
export function defineEvent<
  const Type extends string,
  D extends Shape,
  P extends Shape | undefined = undefined,
  X extends Shape | undefined = undefined,
>(type: Type, parts: Parts<D, P, X>): EventDefinition<Type, D, P, X> {
  const pick = (shape: Shape, values: Record<string, unknown>) =>
    Object.fromEntries(Object.keys(shape).flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
  const make = (data: Written<D>, sealed: Record<string, unknown> = {}) => ({
    type,
    data,
    ...(parts.personal ? { personal: pick(parts.personal, sealed) } : {}),
    ...(parts.text ? { text: pick(parts.text, sealed) } : {}),
  });
  const described = {
    type,
    version: parts.version ?? 1,
    data: z.object(parts.data),
    ...(parts.personal ? { personal: z.object(parts.personal), of: parts.of } : {}),
    ...(parts.text ? { text: z.object(parts.text) } : {}),
  };
  return Object.assign(make, described) as unknown as EventDefinition<Type, D, P, X>;
}
