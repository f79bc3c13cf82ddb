import { refused, violationCode, type RefusalCode, type Violation, type ViolationCode } from '@annals/contracts';
import type { Refused } from '@annals/kernel';

/**
 * One finding of a schema: a zod issue, as far as it is read here. Any other library's finding has at least the
 * message.
 */
export interface Issue {
  readonly message: string;
  readonly code?: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** So many faults an answer names: it stays small, whatever was sent. */
const NAMED_AT_MOST = 20;
/** Names of unknown fields are the sender's own: so much of one is repeated. */
const STEP_AT_MOST = 80;

type Finding = Omit<Violation, 'path'>;

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};
const formats: Readonly<Record<string, readonly [ViolationCode, string]>> = {
  email: ['not_an_email', 'is not an e-mail address'],
  uuid: ['not_an_id', 'is not an id'],
  datetime: ['not_an_instant', 'is not an instant'],
  date: ['not_a_day', 'is not a day as in 2026-11-22'],
};
const sizes: Readonly<Record<string, readonly [small: ViolationCode, large: ViolationCode, unit: string]>> = {
  string: ['too_short', 'too_long', ' characters'],
  array: ['too_few', 'too_many', ' entries'],
  set: ['too_few', 'too_many', ' entries'],
};

/**
 * A body, query or path that does not match its schema: the first findings, without the values. @param sent what was
 * looked at
 */
export function validationProblem(issues: readonly Issue[], sent?: unknown): Refused<RefusalCode> {
  const violations: Violation[] = [];
  for (const issue of issues) {
    if (violations.length >= NAMED_AT_MOST) break;
    violations.push(...violationsOf(issue, sent).slice(0, NAMED_AT_MOST - violations.length));
  }
  return refused('VALIDATION_FAILED', { violations });
}

function violationsOf(issue: Issue, sent: unknown): readonly Violation[] {
  const steps = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step));
  const unknown: unknown = Reflect.get(issue, 'keys');
  if (Reflect.get(issue, 'code') === 'unrecognized_keys' && Array.isArray(unknown)) {
    return unknown
      .slice(0, NAMED_AT_MOST)
      .map((key) => ({ path: pointer([...steps, String(key)]), code: 'unknown_field', message: 'is not known here' }));
  }
  const isMissing = at(sent, steps) === undefined && sent !== undefined;
  return [{ path: pointer(steps), ...(isMissing ? { code: 'required', message: 'is missing' } : findingOf(issue)) }];
}

function findingOf(issue: Issue): Finding {
  const given = (name: string): unknown => Reflect.get(issue, name);
  switch (given('code')) {
    case 'invalid_type':
      return {
        code: 'wrong_type',
        message: `is expected to be ${types[String(given('expected'))] ?? 'something else'}`,
      };
    case 'too_small':
      return sizeOf(String(given('origin')), 'at least', given('minimum'));
    case 'too_big':
      return sizeOf(String(given('origin')), 'at most', given('maximum'));
    case 'invalid_format':
      return formatOf(String(given('format')), issue.message);
    case 'invalid_value':
      return { code: 'not_one_of', message: `is not one of ${listed(given('values'))}` };
    case 'custom':
      return { code: ownCode(given('params')), message: issue.message };
    default:
      return { code: 'malformed', message: 'is not in the expected form' };
  }
}

function sizeOf(origin: string, bound: 'at least' | 'at most', limit: unknown): Finding {
  const [small, large, unit] = sizes[origin] ?? (['too_small', 'too_large', ''] as const);
  if (bound === 'at least' && limit === 1 && unit !== '') return { code: small, message: 'may not be empty' };
  return {
    code: bound === 'at least' ? small : large,
    message: unit === '' ? `is ${bound} ${String(limit)}` : `has ${bound} ${String(limit)}${unit}`,
  };
}

/** A schema's own words are better than ours; zod's are for developers. */
function formatOf(format: string, message: string): Finding {
  const [code, words] = formats[format] ?? (['malformed', 'is not in the expected form'] as const);
  return { code, message: message.startsWith('Invalid ') ? words : message };
}

/** A rule of the field's own may name a code: `refine(…, { params: { code: 'too_long' } })`. */
function ownCode(params: unknown): ViolationCode {
  return (
    violationCode.safeParse(typeof params === 'object' && params !== null ? Reflect.get(params, 'code') : undefined)
      .data ?? 'not_allowed'
  );
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.slice(0, 30).join(', ') : 'the known values';
}

/** RFC 6901, each step cut. */
function pointer(steps: readonly PropertyKey[]): string {
  return `/${steps
    .map((step) =>
      String(step)
        .slice(0, STEP_AT_MOST)
        .replace(/[\ud800-\udfff]/gu, '\ufffd')
        .replace(/~/g, '~0')
        .replace(/\//g, '~1'),
    )
    .join('/')}`;
}

function at(sent: unknown, steps: readonly PropertyKey[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined,
    sent,
  );
}
