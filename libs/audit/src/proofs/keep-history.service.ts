import { timer } from '@annals/platform';
import { Anchoring } from './anchors.service';
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

/** E5: copies of checkpoints outside, so that whoever has all of this installation can't take them back. */
export const keepAnchors = timer({
  name: 'keep-anchors',
  everyMs: 2_000,
  does:
    ({ ask }) =>
    (now, ending) =>
      ask(Anchoring).look(now, ending),
});
