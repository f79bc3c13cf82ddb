import { runAnnotated, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { runs } from '../../views/runs/runs.view';
import { annotateRun } from './annotate-run';

const command = { organizationId, runId, note: 'The portal was down.\nSee the ticket.' };
const noted = runAnnotated({ runId, botId }, { note: command.note });

describe('annotate a run', () => {
  it('has the note, while it runs and when it is over, the same words twice too', () => {
    given(run, requested, started).when(annotateRun, command).then(noted);
    given(run, requested, started, runSucceeded({ runId, botId }), noted).when(annotateRun, command).then(noted);
    expect(
      givenLog(requested, started, noted, noted)
        .viewOf(runs)
        .notes?.map(({ note }) => note),
    ).toEqual([command.note, command.note]);
  });

  it('says no to a run that is not there, and after 50 notes', () => {
    given(run).when(annotateRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested, ...Array.from({ length: 50 }, () => noted))
      .when(annotateRun, command)
      .thenRefused('RUN_CHANGES_LIMIT', { limit: 50 });
  });

  it('changes nothing about what the run is doing', () =>
    given(run, requested, noted).when(annotateRun, command).then(noted));
});
