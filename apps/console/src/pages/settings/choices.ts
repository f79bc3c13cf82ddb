import { z } from 'zod';

/** What a select offers: nothing first, then words by their names, and what is said already where this release does not know it. */
export function choices(
  names: Readonly<Record<string, string>>,
  nothing: string,
  present: string | null,
): { value: string; label: string }[] {
  const known = Object.entries(names).map(([value, label]) => ({ value, label }));
  const unknown = present === null || Object.hasOwn(names, present) ? [] : [{ value: present, label: present }];
  return [{ value: '', label: nothing }, ...known, ...unknown];
}

/** A field that may be left empty: an empty text is not said. */
export const said = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed), field);
