import type { Need } from '@annals/contracts';
import { clock, relative } from '../../format/time';
import { list, plural } from '../../format/words';

/** What needs the reader, in words, and the bot that it is about if it is one. */
export interface NeedWords {
  title: string;
  cause: string;
  bot: string | undefined;
}

/** The server judges (it knows every event); this says it. @param now relative times are of this instant */
export function needWords(need: Need, now: number): NeedWords {
  switch (need.kind) {
    case 'failing': {
      const since = need.since === null ? '' : `First ${relative(need.since, now)}. `;
      return {
        title: `${need.botName} is failing: ${need.failed} of its last ${plural(need.of, 'run')}`,
        cause: `${since}${need.error === null ? '' : `“${need.error}”`}`.trim(),
        bot: need.botId,
      };
    }
    case 'error':
      return {
        title: `${need.botName} reports an error`,
        cause: `Last heard of ${relative(need.lastSeenAt, now)}.`,
        bot: need.botId,
      };
    case 'silent': {
      const more = need.count - need.bots.length;
      const names = list([...need.bots.map((bot) => bot.botName), ...(more > 0 ? [`${more} more`] : [])]);
      const cause = `Last heard of ${relative(need.lastSeenAt, now)}, at ${clock(need.lastSeenAt, false)} UTC${need.host === null ? '' : `, on host ${need.host}`}.`;
      return {
        title: `${names} ${need.count === 1 ? 'is' : 'are'} silent`,
        cause,
        bot: need.count === 1 ? need.bots[0]?.botId : undefined,
      };
    }
    case 'refusing':
      return {
        title: `${need.botName} is disabled and is still asked to run`,
        cause: `${plural(need.refused, 'run was', 'runs were')} refused in the last 24 hours.`,
        bot: need.botId,
      };
  }
}
