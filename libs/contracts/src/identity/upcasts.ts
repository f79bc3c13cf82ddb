import type { StoredForm, Upcast } from '../upcast';

/** How events of this context that earlier releases stored are read today, by `Type@version` of what was stored. */
export const identityUpcasts: Readonly<Record<string, Upcast>> = {
  'AccountLocked@1': (event): StoredForm => ({ ...event, version: 2, data: { ...event.data, factor: 'password' } }),
  'ListExported@1': (event): StoredForm => ({ ...event, version: 2 }),
};
