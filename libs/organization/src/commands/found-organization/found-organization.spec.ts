import {
  localeSet,
  memberAdded,
  memberContactRequested,
  organizationCreated,
  orgPolicyChanged,
  unsaidPolicies,
  workspaceCreated,
} from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
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

  it('B1, B3: it has its own address, and its founder waits for the code of another one than the account’s', () =>
    given(organization)
      .when(foundOrganization, { ...command, slug: 'halden', contactEmail: 'olga@halden.example' })
      .then(
        organizationCreated({ organizationId, createdBy: olga.personId }, { name: 'olga', slug: 'halden' }),
        memberAdded(
          { personId: olga.personId, userId: olga.userId, roles: ['owner'], via: 'creation' },
          { email: olga.email, alias: 'Olga' },
        ),
        workspaceCreated({ workspaceId, isDefault: true }, { name: 'Default workspace' }),
        memberContactRequested(
          { personId: olga.personId, generation: 1, codeExpiresAt: plus(someFacts.now, { minutes: 10 }) },
          { email: 'olga@halden.example' },
        ),
      ));

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
