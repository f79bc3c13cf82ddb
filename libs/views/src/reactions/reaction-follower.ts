import type { LogEntry } from '@annals/eventstore';
import type { Client } from 'pg';
import { owned } from '../definition/event';
import type { Follower, Work } from '../engine/follower';
import { concerned } from '../fold/concerned';
import { HandlerFailed } from '../fold/fold';
import type { Job, Reaction } from './reaction';

/** Gives jobs out, inside the transaction of the checkpoint. */
export type GiveOut = (jobs: readonly Job[], client: Client) => Promise<void>;

/** A reaction as it follows the log: its rows are jobs. */
export class ReactionFollower implements Follower {
  readonly name: string;
  readonly version = 1;
  readonly generation = 1;
  building = false;

  constructor(private readonly reaction: Reaction, private readonly skipped: ReadonlySet<string>, private readonly giveOut: GiveOut) {
    this.name = reaction.name;
  }

  async prepare(entries: readonly LogEntry[]): Promise<Work> {
    const jobs = entries.flatMap((entry) => (this.skipped.has(entry.id) ? [] : this.jobsOf(entry)));
    return jobs.length === 0 ? { statements: [] } : { statements: [], run: (client) => this.giveOut(jobs, client) };
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
