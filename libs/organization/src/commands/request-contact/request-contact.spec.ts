import { memberContactRequested } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, joined, mia, now, organizationId, stranger } from '../../testing/some-organization';
import { requestContact } from './request-contact';

const { personId } = mia;
const there = [...founded, joined(mia, ['member'])];
const asked = { organizationId, email: 'mia@new.example' };
const requested = (generation: number) =>
  memberContactRequested(
    { personId, generation, codeExpiresAt: plus(now, { minutes: 10 }) },
    { email: 'mia@new.example' },
  );

describe('B3: ask to be written to at another address', () => {
  it('waits for a code that ends in 10 minutes, each time for a new one', () => {
    given(organization, ...there)
      .when(requestContact, asked, { actor: mia.actor })
      .then(requested(1));
    given(organization, ...there, requested(1))
      .when(requestContact, asked, { actor: mia.actor })
      .then(requested(2));
  });

  it('says no to who is no member', () =>
    given(organization, ...there)
      .when(requestContact, asked, { actor: stranger.actor })
      .thenRefused('ORG_NOT_FOUND'));
});
