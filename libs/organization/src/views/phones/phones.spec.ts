import { defaultPhoneNumberSet, phoneNumberAssigned, phoneNumberRemoved, phoneNumberRenamed } from '@annals/contracts';
import { plus } from '@annals/kernel';
import { givenLog, happened } from '@annals/views';
import { founded, now, organizationId, workspaceId } from '../../testing/some-organization';
import { added, codeExpiresAt, number, phoneId, verified } from '../../testing/some-phones';
import { phones } from './phones.view';

const logOf = (...events: Parameters<typeof happened>[0][]) =>
  [...founded, ...events].map((event, n) =>
    happened(event, { organization: organizationId, at: plus(now, { minutes: n }) }),
  );
const isDefault = defaultPhoneNumberSet({ phoneId, purpose: 'contact' });

describe('view phones', () => {
  it('A19: has each number with what it is for and since when it is verified', () => {
    const log = logOf(
      added(),
      verified(),
      isDefault,
      phoneNumberRenamed({ phoneId }, { label: 'Night desk' }),
      phoneNumberAssigned({ phoneId, workspaceId }),
    );
    expect(givenLog(...log).viewOf(phones)).toEqual({
      phones: [
        {
          organization_id: organizationId,
          phone_id: phoneId,
          number,
          label: 'Night desk',
          purpose: 'contact',
          workspace_id: workspaceId,
          added_at: plus(now, { minutes: 3 }),
          verified_at: plus(now, { minutes: 4 }),
          code_expires_at: codeExpiresAt,
        },
      ],
      defaults: [{ organization_id: organizationId, purpose: 'contact', phone_id: phoneId }],
    });
  });

  it('A19: has no number that was removed, and no words of an organization that was erased', () => {
    expect(givenLog(...logOf(added(), phoneNumberRemoved({ phoneId }))).viewOf(phones).phones).toEqual([]);
    expect(givenLog(...logOf(added())).erasedViewOf(phones).phones).toMatchObject([{ number: null, label: null }]);
  });
});
