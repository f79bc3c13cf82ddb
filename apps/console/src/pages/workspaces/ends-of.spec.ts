import type { Permission } from '@annals/contracts';
import { endsOf } from './ends-of';

const can =
  (...held: Permission[]) =>
  (permission: Permission) =>
    held.includes(permission);
const owns = can('workspaces:archive', 'workspaces:delete');
const active = { workspaceId: 'care', status: 'active', bots: 0 } as const;
const archived = { ...active, status: 'archived' } as const;
const none = { archivable: false, restorable: false, deletable: false };

describe('how a workspace is offered to end', () => {
  it('D22: an active one can be archived, but the last one', () => {
    expect(endsOf(active, { can: owns, isLast: false })).toEqual({ ...none, archivable: true });
    expect(endsOf(active, { can: owns, isLast: true })).toEqual(none);
  });

  it('an archived one can be restored, and deleted once no bot is in it', () => {
    expect(endsOf(archived, { can: owns, isLast: true })).toEqual({ ...none, restorable: true, deletable: true });
    expect(endsOf({ ...archived, bots: 1 }, { can: owns, isLast: false })).toEqual({ ...none, restorable: true });
  });

  it('nothing is offered to who may not', () => {
    expect(endsOf(archived, { can: can(), isLast: false })).toEqual(none);
    expect(endsOf(archived, { can: can('workspaces:archive'), isLast: false }).deletable).toBe(false);
  });
});
