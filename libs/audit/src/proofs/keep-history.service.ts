import { timer } from '@annals/platform';
import { HistoryKeeper } from './history-keeper.service';

/** E5: keeps what proves the histories, and looks whether they are as they were. */
export const keepHistory = timer({
  name: 'keep-history',
  everyMs: 2_000,
  does: (tools) => {
    const keeper = new HistoryKeeper(tools);
    return (now, ending) => keeper.look(now, ending);
  },
});
