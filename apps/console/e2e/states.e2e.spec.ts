import { byTurns, scaled } from '@annals/testing';
import { automationStates, fillAutomation } from './support/automation-states';
import { crowded } from './support/colleagues';
import { fillOrganization, organizationStates } from './support/organization-states';
import { casesOf, Stage } from './support/stage';

jest.setTimeout(180_000);
/** So many cases on every commit: by turns, and by night all. */
const AT_ONCE = 3;

describe('D25: a page of an organization that is not there yet, fails, is empty, closed or long', () => {
  let stage: Stage;
  let filled: Promise<unknown> | undefined;
  let full: Promise<unknown> | undefined;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.clear());

  it.each(byTurns(casesOf(organizationStates), AT_ONCE))('%s', async (name, state, page) => {
    const { annals, ada, made } = stage;
    const isCrowd = page === organizationStates.long['members'];
    const of = isCrowd ? await crowded(annals, ada, scaled(3, 500)) : made;
    if (state === 'long' && !isCrowd) await (filled ??= fillOrganization(ada, made));
    expect(await stage.look(name, [state, page], of)).toEqual([]);
  });

  it.each(byTurns(casesOf(automationStates), AT_ONCE))('%s', async (name, state, page) => {
    if (state === 'long') await (full ??= fillAutomation(stage.ada, stage.made, stage.workspace));
    expect(await stage.look(name, [state, page])).toEqual([]);
  });
});
