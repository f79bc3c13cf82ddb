import { MOST_WORKSPACES, workspaceCreated, workspaceDeleted, workspaceMemberAdded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  archived,
  customs,
  founded,
  joined,
  mia,
  olga,
  organizationId,
  withCustoms,
} from '../../testing/some-organization';
import { createWorkspace } from './create-workspace';

const called = (name: string) => ({ organizationId, name });
const made = workspaceCreated({ workspaceId: 'id-of-workspace', isDefault: false }, { name: 'Warehouse' });
const numbered = Array.from({ length: MOST_WORKSPACES - 1 }, (_, n) =>
  workspaceCreated(
    { workspaceId: `0d000000-0000-4000-8000-${String(n).padStart(12, '0')}`, isDefault: false },
    { name: `W${n}` },
  ),
);

describe('D22: create a workspace', () => {
  it('is there; an Owner or Admin owns it anyway', () => {
    for (const { actor } of [olga, adam])
      given(organization, ...founded, joined(adam, ['admin']))
        .when(createWorkspace, called('Warehouse'), { actor })
        .then(made);
  });

  it('is owned by whoever made it, where no role makes them its owner', () =>
    given(organization, ...founded, joined(mia, ['user_admin']))
      .when(createWorkspace, called('Warehouse'), { actor: mia.actor })
      .then(made, workspaceMemberAdded({ workspaceId: 'id-of-workspace', personId: mia.personId, role: 'owner' })));

  it('is made by a key, too, which owns nothing', () =>
    given(organization, ...founded)
      .when(createWorkspace, called('Warehouse'), { actor: 'key:k' })
      .then(made));

  it('says no to a name that reads like that of another one, and to more than may be', () => {
    given(organization, ...withCustoms)
      .when(createWorkspace, called('  CUSTOMS '))
      .thenRefused('WORKSPACE_NAME_TAKEN');
    given(organization, ...founded, ...numbered)
      .when(createWorkspace, called('One more'))
      .thenRefused('WORKSPACE_LIMIT_REACHED', { limit: MOST_WORKSPACES });
  });

  it('takes the name of an archived one, and the place of a deleted one', () => {
    given(organization, ...withCustoms, archived())
      .when(createWorkspace, called('Customs'))
      .then(workspaceCreated({ workspaceId: 'id-of-workspace', isDefault: false }, { name: 'Customs' }));
    given(
      organization,
      ...founded,
      ...numbered.slice(1),
      ...withCustoms.slice(-1),
      workspaceDeleted({ workspaceId: customs }),
    )
      .when(createWorkspace, called('Warehouse'))
      .then(made);
  });

  it('stays quiet when it made it already', () =>
    given(organization, ...founded, made)
      .when(createWorkspace, called('Warehouse'))
      .thenNothing());
});
