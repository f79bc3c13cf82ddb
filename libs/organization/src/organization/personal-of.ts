import { Erased } from '@annals/kernel';

/** One of the words that an event says about a person; undefined where they were erased, or it is not in the event. */
export function personalOf(
  event: { readonly personal?: object | Erased | undefined } | undefined,
  name: 'email' | 'alias' | 'message',
): string | undefined {
  if (event?.personal === undefined || event.personal instanceof Erased) return undefined;
  const value: unknown = Reflect.get(event.personal, name);
  return typeof value === 'string' ? value : undefined;
}
