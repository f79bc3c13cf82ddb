import type { BotStatus } from '@annals/contracts';
import { byWorkspace } from './by-workspace';

const bot = (status: BotStatus, workspaceId = 'care') => ({ status, workspaceId });

describe('bots by workspace', () => {
  it('are counted by what they are doing', () => {
    expect(byWorkspace([bot('idle'), bot('busy'), bot('idle'), bot('disabled', 'yard')])).toEqual([
      { workspaceId: 'care', bots: { offline: 0, idle: 2, busy: 1, error: 0, disabled: 0 } },
      { workspaceId: 'yard', bots: { offline: 0, idle: 0, busy: 0, error: 0, disabled: 1 } },
    ]);
    expect(byWorkspace([])).toEqual([]);
  });
});
