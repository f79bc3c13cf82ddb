import {
  botRegistered,
  botRetired,
  emergencyStopActivated,
  triggerCreated,
  triggerDisabled,
  type FleetEvent,
} from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import {
  askedSettings,
  botId,
  created,
  disabled,
  organizationId,
  otherBotId,
  registered,
  triggerId,
  workspaceId,
} from '../../testing/examples';
import { bots } from '../../views/bots/bots.view';
import { runs } from '../../views/runs/runs.view';
import { enableBot } from '../enable-bot/enable-bot';
import { enableTrigger } from '../enable-trigger/enable-trigger';
import { liftEmergencyStop } from '../lift-emergency-stop/lift-emergency-stop';
import { retireBot } from './retire-bot';

const command = { organizationId, botId, inFlight: 'stop' } as const;
const retired = botRetired({ botId, workspaceId, inFlight: 'stop' });
const off = triggerDisabled({ triggerId });
const other = botRegistered({ botId: otherBotId, workspaceId, kind: 'rpa' }, { name: 'dunning-mailer' });
const { name: _name, cron: _cron, zone: _zone, ...policies } = askedSettings;
const waiting: FleetEvent = triggerCreated(
  {
    triggerId,
    botId: otherBotId,
    kind: 'event',
    from: someFacts.now,
    source: { botId, ends: ['failed'] },
    ...policies,
  },
  { name: 'After the other' },
);

describe('retire a bot', () => {
  it('is out of use for good, whether it was on or off, with what becomes of its runs', () => {
    given(fleet, registered).when(retireBot, command).then(retired);
    given(fleet, registered, disabled, created, off)
      .when(retireBot, { ...command, inFlight: 'kill' })
      .then(botRetired({ botId, workspaceId, inFlight: 'kill' }));
  });

  it('says no while triggers that are on start it or wait for its runs', () => {
    given(fleet, registered, created).when(retireBot, command).thenRefused('BOT_HAS_TRIGGERS', { triggers: 1 });
    given(fleet, registered, other, waiting).when(retireBot, command).thenRefused('BOT_HAS_TRIGGERS', { triggers: 1 });
    given(fleet, registered, other, waiting, off).when(retireBot, command).then(retired);
  });

  it('says no to a bot that is not there, as it is to everybody from then on', () => {
    given(fleet, registered)
      .when(retireBot, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND');
    const after = [registered, disabled, created, off, retired];
    given(fleet, ...after)
      .when(retireBot, command)
      .thenRefused('BOT_NOT_FOUND');
    given(fleet, ...after)
      .when(enableBot, { organizationId, botId })
      .thenRefused('BOT_NOT_FOUND');
    given(fleet, ...after)
      .when(enableTrigger, { organizationId, triggerId })
      .thenRefused('BOT_NOT_FOUND');
    const stopped = emergencyStopActivated({ scope: 'bot', targetId: botId, running: 'stop' });
    given(fleet, registered, stopped, retired)
      .when(liftEmergencyStop, { organizationId, botId })
      .thenRefused('BOT_NOT_FOUND');
  });

  it('leaves the list of bots; its name stays with its runs', () => {
    const log = givenLog(registered, retired);
    expect(log.viewOf(bots).bots).toEqual([]);
    expect(log.viewOf(runs).bots).toMatchObject([{ name: 'invoice-reader', retired: true }]);
  });
});
