import type { LogEvent } from '@annals/eventstore';
import type { Client } from 'pg';
import { owned } from '../definition/event';
import type { Follower, Work } from '../engine/follower';
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

  prepare(events: readonly LogEvent[]): Promise<Work> {
    const jobs: Job[] = [];
    for (const event of events) if (this.reaction.handles(event.type) && !this.skipped.has(event.id)) jobs.push(...this.jobsOf(event));
    return Promise.resolve(jobs.length === 0 ? { statements: [] } : { statements: [], run: (client) => this.giveOut(jobs, client) });
  }

  forget(): void {
    // It remembers nothing.
  }

  fresh(): ReactionFollower {
    return this;
  }

  private jobsOf(event: LogEvent): readonly Job[] {
    const whole = owned(event);
    try {
      return this.reaction.jobs(whole);
    } catch (error) {
      throw new HandlerFailed(whole, error);
    }
  }
}
