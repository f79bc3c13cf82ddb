import type { BotStatus } from '@annals/contracts';
import { byWorkspace } from './by-workspace';

const bot = (name: string, status: BotStatus, workspaceId = 'care') => ({ botId: name, name, status, workspaceId });

describe('bots by workspace', () => {
  it('are counted by what they are doing', () => {
    expect(byWorkspace([bot('a', 'idle'), bot('b', 'busy'), bot('c', 'idle'), bot('d', 'disabled', 'yard')])).toEqual([
      { workspaceId: 'care', bots: { offline: 0, idle: 2, busy: 1, error: 0, disabled: 0 }, worst: null },
      { workspaceId: 'yard', bots: { offline: 0, idle: 0, busy: 0, error: 0, disabled: 1 }, worst: null },
    ]);
    expect(byWorkspace([])).toEqual([]);
  });

  it('are told by the one that needs somebody first: in error before offline, then by name', () => {
    const worst = (...bots: ReturnType<typeof bot>[]) => byWorkspace(bots)[0]?.worst?.name;
    expect(worst(bot('a', 'offline'), bot('z', 'error'), bot('y', 'error'))).toBe('y');
    expect(worst(bot('b', 'offline'), bot('a', 'offline'), bot('c', 'idle'))).toBe('a');
  });
});
