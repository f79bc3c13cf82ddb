import type { StoredForm, Upcast } from '../upcast';

/** How events of this context that earlier releases stored are read today, by `Type@version` of what was stored. */
export const organizationUpcasts: Readonly<Record<string, Upcast>> = {
  'RoleCreated@1': (event): StoredForm => ({ ...event, version: 2 }), // nobody said then what a role is for
};
