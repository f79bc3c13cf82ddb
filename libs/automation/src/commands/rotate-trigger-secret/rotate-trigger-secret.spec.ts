import { triggerCreated, triggerSecretRotated } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { askedSettings, botId, created, organizationId, triggerId } from '../../testing/examples';
import { rotateTriggerSecret } from './rotate-trigger-secret';

const { name, cron: _, zone: __, ...policies } = askedSettings;
const webhook = triggerCreated({ triggerId, botId, kind: 'webhook', from: someFacts.now, ...policies }, { name });
const command = { organizationId, triggerId };
const rotated = (generation: number) => triggerSecretRotated({ triggerId, generation });

describe('P14: rotate the secret of a trigger', () => {
  it('has another one each time', () => {
    given(fleet, webhook).when(rotateTriggerSecret, command).then(rotated(2));
    given(fleet, webhook, rotated(2)).when(rotateTriggerSecret, command).then(rotated(3));
  });

  it('says no about one that is not there, or that is no webhook', () => {
    given(fleet).when(rotateTriggerSecret, command).thenRefused('TRIGGER_NOT_FOUND');
    given(fleet, created).when(rotateTriggerSecret, command).thenRefused('TRIGGER_HAS_NO_SECRET');
  });
});
