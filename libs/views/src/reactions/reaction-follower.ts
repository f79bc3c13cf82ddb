import type { LogEntry } from '@annals/eventstore';
import type { Client } from 'pg';
import { owned } from '../definition/event';
import type { Follower, Work } from '../engine/follower';
import type { Share } from '../engine/share';
import { concerned } from '../fold/concerned';
import { HandlerFailed } from '../fold/fold';
import { partName } from '../sql/part-name';
import type { Job, Reaction } from './reaction';

/** Gives jobs out, inside the transaction of the checkpoint. */
export type GiveOut = (jobs: readonly Job[], client: Client) => Promise<void>;

interface ReactionOptions {
  readonly skipped: ReadonlySet<string>;
  readonly giveOut: GiveOut;
  readonly share: Share;
}

/** A reaction, or a part of one, as it follows the log: its rows are jobs. */
export class ReactionFollower implements Follower {
  readonly name: string;
  readonly version = 1;
  readonly generation = 1;
  building = false;
  readonly share: Share;

  constructor(
    private readonly reaction: Reaction,
    private readonly options: ReactionOptions,
  ) {
    this.name = options.share.owner === undefined ? reaction.name : partName(reaction.name, options.share.owner);
    this.share = options.share;
  }

  async prepare(entries: readonly LogEntry[]): Promise<Work> {
    const jobs = this.share
      .of(entries)
      .flatMap((entry) => (this.options.skipped.has(entry.id) ? [] : this.jobsOf(entry)));
    return jobs.length === 0
      ? { statements: [] }
      : { statements: [], run: (client) => this.options.giveOut(jobs, client) };
  }

  forget(): void {
    // It remembers nothing.
  }

  fresh(): ReactionFollower {
    return this;
  }

  private jobsOf(entry: LogEntry): readonly Job[] {
    const event = concerned(entry, (type) => this.reaction.handles(type));
    if (!event || !this.reaction.handles(event.type)) return [];
    try {
      return this.reaction.jobs(owned(event));
    } catch (error) {
      throw new HandlerFailed(event, error);
    }
  }
}
