import { z } from 'zod';

/**
 * What can be wrong with a field; closed and stable, for programs. `not_allowed` is a rule of that field alone, which
 * its message says.
 */
export const violationCode = z.enum([
  'required',
  'unknown_field',
  'wrong_type',
  'malformed',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'too_small',
  'too_large',
  'not_an_email',
  'not_an_id',
  'not_an_instant',
  'not_a_day',
  'not_one_of',
  'not_allowed',
]);
export type ViolationCode = z.output<typeof violationCode>;

/**
 * One fault of a request: where (a JSON pointer into the body, or the name of a parameter or header), which, and that
 * in words that follow the field's name.
 */
export const Violation = z
  .object({ path: z.string(), code: violationCode, message: z.string() })
  .meta({ id: 'Violation' });
export type Violation = z.output<typeof Violation>;
