import { reaction } from '@annals/views';

/** Queue of organizations that are to be forgotten. */
export const purges = 'purges';

/** Once it is decided, it is carried out to its end, whatever dies on the way. */
export const purgeWhatIsLeftWhenOrganizationIsPurged = reaction({
  name: 'purge-what-is-left-when-organization-is-purged',
  on: {
    OrganizationPurged: ({ organization, position }) => [
      {
        queue: purges,
        key: organization,
        payload: { organizationId: organization, position: String(position.commit) },
      },
    ],
  },
});
