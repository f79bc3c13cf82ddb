import type { LogEntry } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import type { Client } from 'pg';
import { owned, type OwnedEnvelope, type OwnedEvent } from '../definition/event';
import type { AnyView } from '../definition/view';
import { concerned, enveloped } from '../fold/concerned';
import { foldBatch } from '../fold/fold';
import { arrayLiteral } from '../sql/array-literal';
import { schemaOf, SEQUENCES } from '../sql/ddl';
import { partName } from '../sql/part-name';
import { name as quoted, writeStatements, type Statement } from '../sql/write';
import { eraseStatements, erasedIn } from './erased';
import type { Follower, Work } from './follower';
import { forgetStatement, purgeStatements, type Purged } from './purged';
import { Share } from './share';

interface Build {
  readonly generation: number;
  readonly building: boolean;
  /** Events that an operator told this view to pass over. */
  readonly skipped: ReadonlySet<string>;
  readonly purged: Purged;
  readonly share?: Share;
}

/** One generation of a view, or a part of it, as it follows the log. */
export class ViewFollower implements Follower {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  building: boolean;
  private readonly schema: string;
  readonly skipped: ReadonlySet<string>;
  readonly share: Share;
  readonly purged: Purged;
  private readonly sequences: Sequences | undefined;

  constructor(
    readonly view: AnyView,
    { generation, building, skipped, purged, share = new Share() }: Build,
  ) {
    this.name = share.owner === undefined ? view.name : partName(view.name, share.owner);
    this.share = share;
    this.version = view.version;
    this.generation = generation;
    this.building = building;
    this.skipped = skipped;
    this.purged = purged;
    this.schema = schemaOf(view.name, generation);
    this.sequences = view.sequence ? new Sequences(this.schema) : undefined;
  }

  async prepare(all: readonly LogEntry[], client: Client): Promise<Work> {
    // Also of whom it left to a part that stands still: their rows are in the same tables.
    const purged = this.purged.meet(all);
    const erased = erasedIn(all);
    const entries = this.purged.without(this.share.of(all));
    const numbers = await this.sequences?.number(entries, client);
    const folded = foldBatch(this.view, this.events(entries, numbers?.sequences ?? []));
    const statements = [
      ...folded.changes.flatMap((changes) => writeStatements(this.schema, changes)),
      ...(numbers?.statements ?? []),
      ...erased.flatMap((person) => eraseStatements(this.schema, this.view.plan, person)),
      ...purged.flatMap((owner) => purgeStatements(this.schema, this.view.plan, owner)),
      // A build goes through what was forgotten long ago: whoever kept the view live then saw to it.
      ...(!this.building && erased.length + purged.length > 0 ? [forgetStatement] : []),
    ];
    if (this.building) return { statements };
    const others = [...purged, ...erased.map(({ organizationId }) => organizationId)];
    return {
      statements,
      moved: { organizations: [...folded.organizations, ...others], accounts: [...folded.accounts] },
    };
  }

  /** What there is to fold, with numbers. @throws HandlerFailed at an event that can't be read and should have been */
  private *events(entries: readonly LogEntry[], sequences: readonly number[]): Iterable<OwnedEvent | OwnedEnvelope> {
    for (const [index, entry] of entries.entries()) {
      if (this.skipped.has(entry.id)) continue;
      const event = concerned(entry, (type) => this.view.reads(type));
      // Most views care for a few types only: nothing is made for the others.
      if (!this.view.handles(entry.type)) continue;
      if (event) yield owned(event, sequences[index]);
      else if (entry.unreadable) yield owned(enveloped(entry), sequences[index]);
    }
  }

  forget(): void {
    this.sequences?.forget();
  }

  fresh(): ViewFollower {
    return new ViewFollower(this.view, this);
  }
}

/** So many owners are remembered, twice; older ones are looked up again. */
const REMEMBERED = 100_000;

/**
 * Numbers the events of each organization and account: 1, 2, 3 … in the order of the log, the same in every store that
 * holds them.
 */
class Sequences {
  private last = new Map<string, number>();
  private older: ReadonlyMap<string, number> = new Map();

  constructor(private readonly schema: string) {}

  /** An event that can't be read has its number, too: it is there for ever. */
  async number(
    entries: readonly LogEntry[],
    client: Client,
  ): Promise<{ sequences: readonly number[]; statements: readonly Statement[] }> {
    const owners = entries.map(({ stream }) => parseStreamName(stream).owner);
    const moved = new Set(owners);
    await this.recall(moved, client);
    const sequences = owners.map((owner) => {
      const sequence = (this.known(owner) ?? 0) + 1;
      this.last.set(owner, sequence);
      return sequence;
    });
    return { sequences, statements: moved.size === 0 ? [] : [this.keep([...moved])] };
  }

  forget(): void {
    this.last = new Map();
    this.older = new Map();
  }

  /**
   * What was numbered last may not be committed yet: it is in `last` or `older`, so that only numbers at rest are
   * looked up.
   */
  private async recall(owners: ReadonlySet<string>, client: Client): Promise<void> {
    if (this.last.size > REMEMBERED) {
      this.older = this.last;
      this.last = new Map();
    }
    const unknown = [...owners].filter((owner) => this.known(owner) === undefined);
    if (unknown.length === 0) return;
    const { rows } = await client.query<{ owner: string; last: string }>(
      `SELECT owner, last FROM ${this.table()} WHERE owner = ANY ($1)`,
      [unknown],
    );
    for (const owner of unknown) this.last.set(owner, 0);
    for (const { owner, last } of rows) this.last.set(owner, Number(last));
  }

  private known(owner: string): number | undefined {
    return this.last.get(owner) ?? this.older.get(owner);
  }

  private keep(owners: readonly string[]): Statement {
    return {
      text: `INSERT INTO ${this.table()} (owner, last) SELECT * FROM unnest($1::text[], $2::int8[]) ON CONFLICT (owner) DO UPDATE SET last = EXCLUDED.last`,
      values: [
        arrayLiteral('text', owners),
        arrayLiteral(
          'int8',
          owners.map((owner) => this.last.get(owner) ?? 0),
        ),
      ],
    };
  }

  private table(): string {
    return `${quoted(this.schema)}.${quoted(SEQUENCES)}`;
  }
}
