import { allRoutes, namesIn, refused, type Route } from '@annals/contracts';
import type { Principal } from '../ports';
import { denialOf } from './denial';

const organizationId = '0a000000-0000-4000-8000-000000000001';
const named = '0a000000-0000-4000-8000-000000000002';
const principal: Principal = { kind: 'user', id: 'bob', actor: 'user:bob' };
const forbidden = refused('FORBIDDEN');

/** What is noted of an error that a route is answered with. */
const noted = (route: Pick<Route, 'method' | 'path' | 'access'>, error: unknown = forbidden, id = named) => {
  const params = { ...Object.fromEntries(namesIn(route.path).map((name) => [name, id])), organizationId };
  return denialOf(error, { route, request: { method: route.method, params }, principal });
};

const path = '/api/v1/organizations/{organizationId}/bots/{botId}/disable';
const disable = { method: 'POST', path, access: 'bots:toggle' } as const;
const denial = { organizationId, actor: 'user:bob', permission: 'bots:toggle' };

describe('what auditors are told of a refused request', () => {
  it('is who was denied what, on what', () =>
    expect(noted(disable)).toEqual({ ...denial, target: { kind: 'bot', id: named } }));

  it('names the last thing of the address, and the organization where there is none', () => {
    const key = `${path}/api-keys/{keyId}/revoke` as const;
    expect(noted({ ...disable, path: key })?.target).toEqual({ kind: 'key', id: named });
    const create = '/api/v1/organizations/{organizationId}/bots';
    expect(noted({ ...disable, path: create })?.target).toEqual({ kind: 'organization', id: organizationId });
  });

  it('names nothing that is no id', () => expect(noted(disable, forbidden, 'anything')).toEqual(denial));

  it('is nothing where it was no command, or not denied', () => {
    expect(noted({ ...disable, method: 'GET' })).toBeUndefined();
    expect(noted(disable, refused('ORG_NOT_FOUND'))).toBeUndefined();
    expect(noted(disable, new Error('anything'))).toBeUndefined();
    expect(noted({ ...disable, access: 'signed-in' })).toBeUndefined();
  });

  it('knows what every command of an organization is about', () => {
    const commands = allRoutes.filter(
      ({ method, access, tag }) => method !== 'GET' && access !== 'public' && access !== 'signed-in' && tag,
    );
    expect(commands.length).toBeGreaterThan(10);
    for (const each of commands) {
      const error = refused('forbiddenAs' in each ? each.forbiddenAs : 'FORBIDDEN');
      expect([each.path, noted(each, error)?.target]).toEqual([each.path, expect.anything()]);
    }
  });
});
