import { EventStore } from '@annals/eventstore';
import type { Config } from '@annals/config';
import { refused } from '@annals/contracts';
import { CONFIG } from '@annals/platform';
import { Vault } from '@annals/vault';
import { followerStates, type FollowerState } from '@annals/views';
import { Inject, Injectable } from '@nestjs/common';

/** Anybody may ask, so that however many ask, the stores are looked at this often. */
const LOOK_EVERY_MS = 1_000;

/** Whether this process can serve: its stores answer, and no view or reaction stands still as a whole. */
@Injectable()
export class Readiness {
  private looking: { readonly since: number; readonly found: Promise<readonly FollowerState[]> } | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Pick<Config, 'databaseUrl'>,
  ) {}

  /**
   * How many organizations stand still in which view or reaction, while the others go on there.
   * @throws Refused UNAVAILABLE with the names of what stopped as a whole; and what the stores say that do not answer
   */
  async check(): Promise<Readonly<Record<string, number>>> {
    const states = await this.states();
    const stopped = states.filter(({ state }) => state === 'stopped').map(({ name }) => name);
    if (stopped.length > 0) throw refused('UNAVAILABLE', { stopped });
    return Object.fromEntries(
      states.filter(({ standing }) => standing > 0).map(({ name, standing }) => [name, standing]),
    );
  }

  private states(): Promise<readonly FollowerState[]> {
    if (this.looking === undefined || performance.now() - this.looking.since > LOOK_EVERY_MS)
      this.looking = { since: performance.now(), found: this.look() };
    return this.looking.found;
  }

  private async look(): Promise<readonly FollowerState[]> {
    const [states] = await Promise.all([followerStates(this.config.databaseUrl), this.store.head(), this.vault.ping()]);
    return states;
  }
}
