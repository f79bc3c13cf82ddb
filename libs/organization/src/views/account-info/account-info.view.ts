import { rows, shown, view } from '@annals/views';

/** What organizations say about themselves for internal reference, apart from all that is public (D21, X10). */
export const accountInfo = view({
  name: 'account_info',
  version: 1,
  tables: {
    said: rows({
      key: ['organization_id'],
      columns: { organization_id: 'uuid', industry: 'text?', size: 'text?', use_case: 'text?', updated_at: 'instant' },
    }),
  },
  on: {
    AccountInfoUpdated: (t, e) =>
      t.said.put({
        organization_id: e.organization,
        industry: e.data.industry ?? null,
        size: e.data.size ?? null,
        use_case: shown(e.text, 'useCase'),
        updated_at: e.at,
      }),
  },
});
