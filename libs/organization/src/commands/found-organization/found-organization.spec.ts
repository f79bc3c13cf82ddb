import {
  localeSet,
  memberAdded,
  organizationCreated,
  orgPolicyChanged,
  unsaidPolicies,
  workspaceCreated,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, olga, organizationId, workspaceId } from '../../testing/some-organization';
import { foundOrganization } from './found-organization';

const command = { organizationId, workspaceId, name: 'olga', ...olga, policies: unsaidPolicies };

describe('found an organization', () => {
  it('A8, A10, D22: it exists with its Owner and a default workspace, in one append', () =>
    given(organization)
      .when(foundOrganization, command)
      .then(
        organizationCreated({ organizationId, createdBy: olga.personId }, { name: 'olga' }),
        memberAdded(
          { personId: olga.personId, userId: olga.userId, roles: ['owner'], via: 'creation' },
          { email: olga.email, alias: 'Olga' },
        ),
        workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default workspace' }),
      ));

  it('B2: it is at home where its founder said', () => {
    const place = { country: 'NO', timeZone: 'Europe/Oslo' };
    given(organization)
      .when(foundOrganization, { ...command, ...place })
      .then(
        organizationCreated({ organizationId, createdBy: olga.personId }, { name: 'olga' }),
        memberAdded(
          { personId: olga.personId, userId: olga.userId, roles: ['owner'], via: 'creation' },
          { email: olga.email, alias: 'Olga' },
        ),
        workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default workspace' }),
        localeSet(place),
      );
  });

  it('X1: it keeps what the installation decides otherwise than a history that says nothing', () => {
    const otherwise = { adminHasBilling: false, workspaceTerm: 'project' } as const;
    given(organization)
      .when(foundOrganization, { ...command, policies: { ...unsaidPolicies, ...otherwise } })
      .then(
        organizationCreated({ organizationId, createdBy: olga.personId }, { name: 'olga' }),
        memberAdded(
          { personId: olga.personId, userId: olga.userId, roles: ['owner'], via: 'creation' },
          { email: olga.email, alias: 'Olga' },
        ),
        workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default project' }),
        orgPolicyChanged(otherwise),
      );
  });

  it('A8: stays quiet when it exists, whatever it is called by now', () =>
    given(organization, ...founded)
      .when(foundOrganization, command)
      .thenNothing());
});
