import { triggerDeleted, triggerFiresMissed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, triggerId } from '../../testing/examples';
import { missFires } from './miss-fires';

const spell = {
  triggerId,
  from: '2026-06-03T10:00:00.000Z',
  until: '2026-06-03T14:00:00.000Z',
  count: 5,
  reason: 'MISSED',
} as const;
const command = { organizationId, ...spell };

describe('B26: due times that were left out', () => {
  it('are one event for the whole spell', () =>
    given(fleet, created).when(missFires, command).then(triggerFiresMissed(spell)));

  it('are told of a trigger that is deleted, too', () =>
    given(fleet, created, triggerDeleted({ triggerId })).when(missFires, command).then(triggerFiresMissed(spell)));

  it('stays quiet when that was told', () =>
    given(fleet, created, triggerFiresMissed(spell)).when(missFires, command).thenNothing());
});
