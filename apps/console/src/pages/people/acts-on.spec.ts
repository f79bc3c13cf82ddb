import type { Permission } from '@annals/contracts';
import { actsOn } from './acts-on';

const asked = (who: { personId: string; roles: string[] }, ...held: Permission[]) =>
  actsOn(who, { membership: { personId: 'me' }, can: (permission) => held.includes(permission) });
const all = ['members:remove', 'members:suspend', 'members.roles:change'] as const;
const nothing = { removable: false, suspendable: false, changeable: false, limitable: false };

describe('what is offered about somebody', () => {
  it('follows what the reader may do', () => {
    const eva = { personId: 'eva', roles: ['external'] };
    expect(asked(eva)).toEqual(nothing);
    expect(asked(eva, 'members:suspend')).toEqual({ ...nothing, suspendable: true });
    expect(asked(eva, ...all)).toEqual({ removable: true, suspendable: true, changeable: true, limitable: true });
  });

  it('is an end of the access of externals only, and nothing about oneself', () => {
    expect(asked({ personId: 'mia', roles: ['member'] }, ...all).limitable).toBe(false);
    expect(asked({ personId: 'me', roles: ['external'] }, ...all)).toEqual(nothing);
  });
});
