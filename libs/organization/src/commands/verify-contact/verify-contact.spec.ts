import { memberContactRequested, memberContactVerified, memberLeft } from '@annals/contracts';
import { fold, given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { contactBefore, trustedContactAt } from '../../organization/profiles';
import { founded, joined, mia, now, organizationId, stranger } from '../../testing/some-organization';
import { verifyContact } from './verify-contact';

const { personId } = mia;
/** Mia joined by the event at revision 3. */
const there = [...founded, joined(mia, ['member'])];
const email = 'mia@new.example';
const codeExpiresAt = plus(now, { minutes: 10 });
const requested = (generation: number) => memberContactRequested({ personId, generation, codeExpiresAt }, { email });
const trustedFrom = plus(now, { hours: 24 });
const verified = memberContactVerified({ personId, generation: 1, trustedFrom }, { email });
const asked = { organizationId, generation: 1, email };

describe('B3: verify an address', () => {
  it('is where they are written to from now on; the one before is still known', () => {
    given(organization, ...there, requested(1))
      .when(verifyContact, asked, { actor: mia.actor })
      .then(verified);
    const { profiles } = fold(organization, [...there, requested(1), verified]);
    expect(contactBefore(profiles, personId, 1)).toBe(3);
    expect(profiles.of.get(personId)?.confirmed.at(-1)).toEqual({ generation: 1, at: 5, trustedFrom });
  });

  it('hears nothing of ownership for a day, in which the one before does', () => {
    const { profiles } = fold(organization, [...there, requested(1), verified]);
    const trusted = (at: string) => trustedContactAt(profiles, personId, at);
    expect([trusted(plus(trustedFrom, { seconds: -1 })), trusted(trustedFrom)]).toEqual([3, 5]);
  });

  it('says no once the code has ended, where a newer one replaced it, and where none waits', () => {
    given(organization, ...there, requested(1))
      .when(verifyContact, asked, { actor: mia.actor, now: codeExpiresAt })
      .thenRefused('CONTACT_CODE_EXPIRED');
    given(organization, ...there, requested(1), requested(2))
      .when(verifyContact, asked, { actor: mia.actor })
      .thenRefused('CONTACT_CODE_EXPIRED');
    given(organization, ...there, requested(1), verified)
      .when(verifyContact, asked, { actor: mia.actor })
      .thenRefused('CONTACT_CODE_EXPIRED');
  });

  it('says no to who is no member (any more)', () => {
    for (const actor of [mia.actor, stranger.actor])
      given(organization, ...there, requested(1), memberLeft({ personId }))
        .when(verifyContact, asked, { actor })
        .thenRefused('ORG_NOT_FOUND');
  });

  it('starts over with another membership, but never with a code that was', () => {
    const back = [...there, requested(1), verified, memberLeft({ personId }), joined(mia, ['member'])];
    expect(fold(organization, back).profiles.of.get(personId)).toEqual({
      namedAt: 7,
      generation: 1,
      waiting: undefined,
      confirmed: [{ generation: 1, at: 7 }],
    });
  });
});
