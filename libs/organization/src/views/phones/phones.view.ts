import { rows, shown, view } from '@annals/views';

/** The phone numbers of an organization; which one is the default of a purpose is a row of its own. */
export const phones = view({
  name: 'phones',
  version: 1,
  tables: {
    phones: rows({
      key: ['organization_id', 'phone_id'],
      columns: {
        organization_id: 'uuid',
        phone_id: 'uuid',
        number: 'text?',
        label: 'text?',
        purpose: 'text',
        workspace_id: 'uuid?',
        added_at: 'instant',
        verified_at: 'instant?',
        code_expires_at: 'instant',
      },
    }),
    defaults: rows({
      key: ['organization_id', 'purpose'],
      columns: { organization_id: 'uuid', purpose: 'text', phone_id: 'uuid' },
    }),
  },
  on: {
    PhoneNumberAdded: (t, e) =>
      t.phones.put({
        organization_id: e.organization,
        phone_id: e.data.phoneId,
        number: shown(e.text, 'number'),
        label: shown(e.text, 'label'),
        purpose: e.data.purpose,
        workspace_id: null,
        added_at: e.at,
        verified_at: null,
        code_expires_at: e.data.codeExpiresAt,
      }),
    PhoneNumberCodeRequested: (t, e) =>
      t.phones.patch([e.organization, e.data.phoneId], { code_expires_at: e.data.codeExpiresAt }),
    PhoneNumberVerified: (t, e) => t.phones.patch([e.organization, e.data.phoneId], { verified_at: e.at }),
    DefaultPhoneNumberSet: (t, e) =>
      t.defaults.put({ organization_id: e.organization, purpose: e.data.purpose, phone_id: e.data.phoneId }),
    PhoneNumberRenamed: (t, e) => t.phones.patch([e.organization, e.data.phoneId], { label: shown(e.text, 'label') }),
    PhoneNumberAssigned: (t, e) =>
      t.phones.patch([e.organization, e.data.phoneId], { workspace_id: e.data.workspaceId ?? null }),
    PhoneNumberRemoved: (t, e) => t.phones.remove([e.organization, e.data.phoneId]),
  },
});
