import { commandDenied } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { Backlog, type Denial, type Denials } from '@annals/platform';
import { Vault, type DenialCount, type DenialCounts } from '@annals/vault';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { nameOf, Tally, type CountedDenial } from './tally';

/** So long this process counts by itself: a flood of denials costs the database a statement a second. */
const EVERY_MS = 1_000;

interface Noted {
  readonly organizationId: string;
  readonly tally: Tally;
}

/** What the vault keeps of a denial, beside actor and count. */
const Stored = commandDenied.data.pick({ permission: true, target: true });

/**
 * Counts denied commands behind their answers: for a second in memory, then in the vault, where all processes count
 * together until `tellDeniedMinutes` tells what the minute came to. What the vault counted without being able to say so
 * is counted again: nothing is decided by it.
 */
@Injectable()
export class DeniedCommands implements Denials {
  private readonly log = new Logger('denials');
  private noted = new Map<string, Tally>();
  private readonly backlog = new Backlog<Noted>({
    name: 'denied commands',
    everyMs: EVERY_MS,
    take: () => this.take(),
    write: (noted) => this.count(noted),
    lost: (all) => {
      const counts = all.flatMap(({ tally }) => tally.changed()).map(({ count }) => count);
      this.log.error(`${counts.reduce((sum, count) => sum + count, 0)} denied commands will not be recorded`);
    },
  });

  constructor(@Inject(Vault) private readonly vault: { readonly denials: Pick<DenialCounts, 'change'> }) {}

  note({ organizationId, ...denied }: Denial): void {
    const tally = this.noted.get(organizationId) ?? new Tally();
    this.noted.set(organizationId, tally);
    tally.add({ ...denied, count: 1 });
    this.backlog.watch();
  }

  /** Counts in the vault what was noted. Never rejects. */
  write(): Promise<void> {
    return this.backlog.write();
  }

  settled(): Promise<void> {
    return this.backlog.settled();
  }

  private take(): readonly Noted[] {
    const { noted } = this;
    this.noted = new Map();
    return [...noted].map(([organizationId, tally]) => ({ organizationId, tally }));
  }

  private count({ organizationId, tally }: Noted): Promise<void> {
    return this.vault.denials.change(organizationId, (minute, known) => {
      const all = new Tally(known.map(countedOf));
      for (const each of tally.changed()) all.add(each);
      return all
        .changed()
        .map(({ actor, count, ...denied }) => ({
          id: uuidV5(organizationId, JSON.stringify([minute, nameOf({ actor, ...denied })])),
          ...{ actor, denied, count },
        }));
    });
  }
}

const countedOf = ({ actor, denied, count }: DenialCount): CountedDenial => ({ actor, ...Stored.parse(denied), count });
