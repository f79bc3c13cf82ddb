import { checklistHidden } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, joined, mia, olga, organizationId, stranger } from '../../testing/some-organization';
import { hideChecklist } from './hide-checklist';

const there = [...founded, joined(mia, ['member'])];
const hidden = checklistHidden({ personId: mia.personId });

describe('A20: the first steps are hidden', () => {
  it('for whoever asks, and nobody else', () => {
    given(organization, ...there)
      .when(hideChecklist, { organizationId }, { actor: mia.actor })
      .then(hidden);
    given(organization, ...there, hidden)
      .when(hideChecklist, { organizationId }, { actor: olga.actor })
      .then(checklistHidden({ personId: olga.personId }));
  });

  it('says no to who is no member', () =>
    given(organization, ...there)
      .when(hideChecklist, { organizationId }, { actor: stranger.actor })
      .thenRefused('ORG_NOT_FOUND'));

  it('stays quiet where they are hidden', () =>
    given(organization, ...there, hidden)
      .when(hideChecklist, { organizationId }, { actor: mia.actor })
      .thenNothing());
});
