import type { Permission } from '@annals/contracts';
import { json, rows, shown, view } from '@annals/views';

/** The API keys of an organization. When one was last used is no event: the vault knows it. */
export const apiKeys = view({
  name: 'api_keys', version: 1,
  tables: {
    keys: rows({
      key: ['organization_id', 'key_id'],
      columns: {
        organization_id: 'uuid', key_id: 'uuid', bot_id: 'uuid?', name: 'text?', permissions: json<readonly Permission[]>(),
        issued_at: 'instant', expires_at: 'instant', revoked_at: 'instant?',
      },
    }),
  },
  on: {
    ApiKeyIssued: (t, e) => {
      const { keyId, botId, permissions, expiresAt } = e.data;
      t.keys.put({
        organization_id: e.organization, key_id: keyId, bot_id: botId ?? null, name: shown(e.text, 'name'), permissions, issued_at: e.at, expires_at: expiresAt,
      });
    },
    ApiKeyRevoked: (t, e) => t.keys.patch([e.organization, e.data.keyId], { revoked_at: e.at }),
  },
});
