/** The URL that everything of an organization is below. */
export const ORGANIZATION = '/api/v1/organizations/{organizationId}';
