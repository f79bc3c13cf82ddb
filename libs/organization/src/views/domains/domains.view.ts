import { rows, shown, view } from '@annals/views';

/** The domains of an organization. */
export const domains = view({
  name: 'domains',
  version: 1,
  tables: {
    domains: rows({
      key: ['organization_id', 'domain_id'],
      columns: {
        organization_id: 'uuid',
        domain_id: 'uuid',
        domain: 'text?',
        mode: 'text',
        added_at: 'instant',
        verified_at: 'instant?',
      },
    }),
  },
  on: {
    DomainAdded: (t, e) =>
      t.domains.put({
        organization_id: e.organization,
        domain_id: e.data.domainId,
        domain: shown(e.text, 'domain'),
        mode: 'off',
        added_at: e.at,
        verified_at: null,
      }),
    DomainVerified: (t, e) => t.domains.patch([e.organization, e.data.domainId], { verified_at: e.at }),
    DomainLost: (t, e) => t.domains.patch([e.organization, e.data.domainId], { verified_at: null }),
    DomainModeSet: (t, e) => t.domains.patch([e.organization, e.data.domainId], { mode: e.data.mode }),
    DomainRemoved: (t, e) => t.domains.remove([e.organization, e.data.domainId]),
  },
});
