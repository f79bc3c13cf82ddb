import * as invitations from './invitations/routes';
import * as people from './people/routes';
import * as settings from './settings/routes';

/** Every route of an organization, of all areas. */
export const organizationRoutes = { ...settings, ...people, ...invitations } as const;
