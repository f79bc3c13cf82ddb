import {
  billingAddressSet,
  botRegistered,
  checklistHidden,
  localeSet,
  organizationRenamed,
  runRequested,
  workspaceCreated,
  workspaceRenamed,
  type AnyEvent,
} from '@annals/contracts';
import { givenLog, happened, someId } from '@annals/views';
import { founded, invited, mia, olga, organizationId } from '../../testing/some-organization';
import { checklist } from './checklist.view';

const [botId, workspaceId, runId] = [someId('bot'), someId('workspace'), someId('run')];
const stepsAfter = (...events: readonly AnyEvent[]) =>
  givenLog(...[...founded, ...events].map((event) => happened(event, { organization: organizationId })))
    .viewOf(checklist)
    .steps.map(({ step }) => step)
    .filter((step) => step !== 'created');

describe('A20: the first steps of an organization', () => {
  it('are not done by its creation, which makes a workspace and an owner', () => expect(stepsAfter()).toEqual([]));

  it.each([
    ['described', organizationRenamed({}, { name: 'Halden' })],
    ['described', localeSet({ country: 'NO' })],
    ['invited', invited(mia, ['member'])],
    ['workspace', workspaceRenamed({ workspaceId }, { name: 'North' })],
    ['workspace', workspaceCreated({ workspaceId, isDefault: false }, { name: 'North' })],
    ['bot', botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'Robot' })],
    ['run', runRequested({ runId, botId, workspaceId, source: 'manual' })],
    [
      'billing_address',
      billingAddressSet(
        { country: 'NO' },
        { company: 'a', street: 'b', postalCode: '0001', town: 'c', region: '', taxId: '', invoicesTo: '' },
      ),
    ],
  ] as const)('%s is done by what happened', (step, event) => expect(stepsAfter(event, event)).toEqual([step]));

  it('are hidden for one person, and counted all the same', () => {
    const hidden = checklistHidden({ personId: olga.personId });
    const { hidden: by } = givenLog(happened(hidden, { organization: organizationId })).viewOf(checklist);
    expect(by).toEqual([{ organization_id: organizationId, person_id: olga.personId }]);
  });
});
