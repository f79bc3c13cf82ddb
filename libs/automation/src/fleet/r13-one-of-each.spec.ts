import { fleetEvents, presenceEvents, runEvents, runRefused } from '@annals/contracts';
import { given } from '@annals/kernel';
import { foldedOneOfEach, oneOf, unheardOf, withUnknownWords } from '@annals/testing';
import { startRun } from '../commands/start-run/start-run';
import { presence } from '../presence/presence';
import { run } from '../run/run';
import { fleet } from './fleet';

describe('R13: what is remembered takes an event of every type, also with words of another release (history.md §2)', () => {
  it('of bots', () => {
    const { types, known, unknown } = foldedOneOfEach(fleet);
    expect(types).toHaveLength(Object.keys(fleetEvents).length);
    expect(unknown).toEqual(known); // no decision rests on the kind of a bot
  });

  it('of their coming and going', () => {
    const { types, known, unknown } = foldedOneOfEach(presence);
    expect(types).toHaveLength(Object.keys(presenceEvents).length);
    expect(unknown).toEqual(known);
  });

  it('of runs', () => {
    const { types, unknown } = foldedOneOfEach(run);
    expect(types).toHaveLength(Object.keys(runEvents).length);
    expect(unknown).toMatchObject({ source: unheardOf.word, refused: { stage: unheardOf.word } });
  });

  it('so that a run which another release requested is started or refused as every other', () => {
    const requested = withUnknownWords(oneOf('RunRequested'));
    const { runId, botId, workspaceId } = requested.data;
    const command = { organizationId: 'o', runId, botId, stoppedBy: 'BOT_DISABLED' } as const;
    given(run, requested)
      .when(startRun, command)
      .then(runRefused({ runId, botId, workspaceId, source: unheardOf.word, code: 'BOT_DISABLED', stage: 'start' }));
  });
});
