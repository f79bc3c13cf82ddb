import { meaningOf, type Need, needWhen, skipWords } from '@annals/contracts';
import { clock, relative } from '../../format/time';
import { count, list, plural } from '../../format/words';

/** What needs the reader, in words. */
export interface NeedWords {
  title: string;
  cause: string;
}

/** "3 things need you": the same wherever it is said. */
export const needsTitle = (total: number): string =>
  total === 0 ? 'Nothing needs you' : `${plural(total, 'thing')} ${total === 1 ? 'needs' : 'need'} you`;

/** "9 runs wait": more than so many are not counted. */
const waits = (waiting: number): string => counted(waiting, needWhen.queue.countedTo, ['run waits', 'runs wait']);

const counted = (many: number, to: number, [one, more]: readonly [string, string]): string =>
  many >= to ? more.replace('runs', `${count(to)} runs or more`) : plural(many, one, more);

type Words<Kind extends Need['kind']> = (need: Need & { kind: Kind }, now: number) => NeedWords;

const silent: Words<'silent'> = (need, now) => {
  const more = need.count - need.bots.length;
  const names = list([...need.bots.map((bot) => bot.botName), ...(more > 0 ? [`${more} more`] : [])]);
  const host = need.host === null ? '' : `, on host ${need.host}`;
  const last = `Last heard of ${relative(need.lastSeenAt, now)}, at ${clock(need.lastSeenAt, false)} UTC${host}.`;
  return {
    title: `${names} ${need.count === 1 ? 'is' : 'are'} silent`,
    cause: need.waiting === 0 ? last : `${last} ${waits(need.waiting)}.`,
  };
};

const held: Words<'held'> = ({ botName, triggerName, count: many, by }) => ({
  title: many === 1 ? `${triggerName} is held` : `${count(many)} triggers of ${botName} are held`,
  cause:
    by === 'BOT_DISABLED'
      ? `${botName} is disabled.`
      : `Because ${meaningOf<string>(skipWords, by) ?? `of ${by}`}: give ${many === 1 ? 'it' : 'them'} to somebody.`,
});

const keyEnding: Words<'key_ending'> = ({ keyName, bot, expiresAt }, now) => {
  const key = `The API key “${keyName}”${bot === null ? '' : ` of ${bot.botName}`}`;
  return Date.parse(expiresAt) > now
    ? { title: `${key} ends ${relative(expiresAt, now)}`, cause: 'What uses it is refused from then on.' }
    : { title: `${key} has ended`, cause: `${relative(expiresAt, now)}. What uses it is refused.` };
};

/** The server judges (it knows every event); this says it. */
const words: { [Kind in Need['kind']]: Words<Kind> } = {
  failing: ({ botName, failed, of, since, error }, now) => ({
    title: `${botName} is failing: ${failed} of its last ${plural(of, 'run')}`,
    cause: `${since === null ? '' : `First ${relative(since, now)}. `}${error === null ? '' : `“${error}”`}`.trim(),
  }),
  error: ({ botName, lastSeenAt }, now) => ({
    title: `${botName} reports an error`,
    cause: `Last heard of ${relative(lastSeenAt, now)}.`,
  }),
  silent,
  queue: ({ botName, waiting, oldestAt }, now) => ({
    title: `${waits(waiting)} for ${botName}`,
    cause: `The oldest was asked for ${relative(oldestAt, now)}.`,
  }),
  paused: ({ triggerName, botName, failures, since }, now) => ({
    title: `${triggerName} paused itself`,
    cause: `${relative(since, now)}, after ${plural(failures, 'failure')} in a row. It would run ${botName}.`,
  }),
  refusing: ({ botName, refused }) => ({
    title: `${botName} is disabled and is still asked to run`,
    cause: `${counted(refused, needWhen.refusing.countedTo, ['run was', 'runs were'])} refused in the last ${needWhen.refusing.withinHours} hours.`,
  }),
  held,
  access_requests: ({ botName, count: many, oldestAt }, now) => ({
    title: `${plural(many, 'person asks', 'people ask')} for access to ${botName}`,
    cause: `${many === 1 ? 'They asked' : 'The first asked'} ${relative(oldestAt, now)}.`,
  }),
  key_ending: keyEnding,
  join_requests: ({ count: many, oldestAt }, now) => ({
    title: `${plural(many, 'person asks', 'people ask')} to belong`,
    cause: `${many === 1 ? 'They asked' : 'The first asked'} ${relative(oldestAt, now)}.`,
  }),
  invitations_expired: ({ count: many, email, expiredAt }, now) => ({
    title:
      many === 1
        ? `The invitation${email === null ? '' : ` of ${email}`} expired`
        : `${count(many)} invitations expired`,
    cause: `Nobody took ${many === 1 ? 'it' : 'them'}. ${many === 1 ? 'It ended' : 'The last ended'} ${relative(expiredAt, now)}.`,
  }),
};

/** What needs the reader, in words. @param now relative times are of this instant */
export const needWords = <Kind extends Need['kind']>(need: Need & { kind: Kind }, now: number): NeedWords =>
  (words[need.kind] as Words<Kind>)(need, now);
