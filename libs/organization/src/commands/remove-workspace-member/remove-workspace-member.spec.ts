import { workspaceMemberRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  archived,
  customs,
  joined,
  mia,
  organizationId,
  oscar,
  withCustoms,
} from '../../testing/some-organization';
import { removeWorkspaceMember } from './remove-workspace-member';

const of = ({ personId } = mia) => ({ organizationId, workspaceId: customs, personId });
const people = [...withCustoms, joined(adam, ['admin']), joined(mia, ['member']), joined(oscar, ['member'])];
const removed = workspaceMemberRemoved({ workspaceId: customs, personId: mia.personId });

describe('D13: take somebody out of a workspace', () => {
  it('is out, of an archived one too', () => {
    given(organization, ...people, added(mia, 'builder'))
      .when(removeWorkspaceMember, of())
      .then(removed);
    given(organization, ...people, added(mia, 'builder'), archived())
      .when(removeWorkspaceMember, of())
      .then(removed);
  });

  it('says no for who inherits, for oneself, and for who is above', () => {
    given(organization, ...people)
      .when(removeWorkspaceMember, of(adam))
      .thenRefused('INHERITED_ROLE');
    const managed = [...people, added(oscar, 'manager'), added(mia, 'owner')];
    given(organization, ...managed)
      .when(removeWorkspaceMember, of(oscar), { actor: oscar.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(organization, ...managed)
      .when(removeWorkspaceMember, of(), { actor: oscar.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
  });

  it('says that they are not there once they are out', () =>
    given(organization, ...people, added(mia, 'builder'), removed)
      .when(removeWorkspaceMember, of())
      .thenRefused('MEMBER_NOT_FOUND'));
});
