import { startCommand } from './command';

const shows = ['sh', '-c', 'echo "$ANNALS_BOT_CONFIG $ANNALS_BOT_CONFIG_VERSION $ANNALS_BOT_KEY"'];
const work = { runId: 'r', input: '' };

describe('the command of a run', () => {
  it('B27: gets what its bot is set to, and never the key', async () => {
    process.env['ANNALS_BOT_KEY'] = 'ann_secret';
    const { ended } = startCommand(shows, { ...work, configuration: { version: 3, value: { retries: 2 } } });
    expect((await ended).output).toBe('{"retries":2} 3 \n');
    delete process.env['ANNALS_BOT_KEY'];
  });

  it('gets none where the bot has none, whatever is around it', async () => {
    process.env['ANNALS_BOT_CONFIG'] = 'left over';
    expect((await startCommand(shows, { ...work, configuration: undefined }).ended).output).toBe('  \n');
    delete process.env['ANNALS_BOT_CONFIG'];
  });

  it('hears of its end also where only what it started is left', async () => {
    const left = startCommand(['sh', '-c', 'sleep 600 & echo left'], { ...work, configuration: undefined });
    const lines: string[] = [];
    while (!lines.includes('left'))
      lines.push(...(await new Promise<string[]>((r) => setImmediate(() => r(left.takeLines())))));
    left.signal('SIGKILL');
    expect((await left.ended).output).toBe('left\n');
    expect(() => {
      left.signal('SIGKILL');
    }).not.toThrow();
  });
});
