import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { timers } from '@annals/contexts';
import { openTools } from '../tools';

/** A worker whose clock is what it is told: `{ now }` has it fire what is due then, and it says when that is done. */
void (async () => {
  const tools = await openTools(loadConfig());
  const fire = timers.find(({ name }) => name === 'fire-triggers')?.does(tools);
  process.on('message', ({ now }: { now: string }) => {
    void fire?.(now).then(
      () => process.send?.({ type: 'done', now }),
      () => process.send?.({ type: 'failed', now }),
    );
  });
  process.send?.({ type: 'ready' });
})();
