import { commandDenied } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { denials } from '../../denials/denials';
import { recordDenial } from './record-denial';

const organizationId = someId('organization');
const minute = '2026-06-03T09:15:00.000Z';
const permission = 'bots:toggle';

describe('record a denial', () => {
  it('says what was denied in a minute, on what, and how often', () => {
    const denied = { permission, target: { kind: 'bot', id: someId('bot') }, minute, count: 3 } as const;
    given(denials).when(recordDenial, { organizationId, denied }).then(commandDenied(denied));
  });

  it('says it as it was counted, also a permission that this release does not know', () => {
    const denied = { permission: 'bots:fly', target: '*', minute, count: 1 } as const;
    given(denials).when(recordDenial, { organizationId, denied }).then({ type: 'CommandDenied', data: denied });
  });
});
