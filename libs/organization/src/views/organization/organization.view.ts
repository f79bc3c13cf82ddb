import { counters, rows, shown, view } from '@annals/views';

/** The organization's card: what it is called, since when, and how often that changed. */
export const organizationCard = view({
  name: 'organization',
  version: 1,
  tables: {
    organizations: rows({
      key: ['organization_id'],
      columns: { organization_id: 'uuid', name: 'text?', created_at: 'instant', last_renamed_at: 'instant?' },
    }),
    renames: counters({ key: ['organization_id'], columns: { n: 'int8' } }),
  },
  on: {
    OrganizationCreated: (t, e) =>
      t.organizations.put({ organization_id: e.organization, name: shown(e.text, 'name'), created_at: e.at }),
    OrganizationRenamed: (t, e) => {
      t.organizations.patch([e.organization], { name: shown(e.text, 'name'), last_renamed_at: e.at });
      t.renames.increment([e.organization], { n: 1 });
    },
  },
});
