import type { EventStore, RawEvent } from '@annals/eventstore';
import { Frontier, nodesOf } from '@annals/proofs';
import { sha256, type Growth, type Leaf, type TreesEnd, type Vault } from '@annals/vault';
import { inHex, isBehind, leafInLog, organizationOf } from './of-log';

/** What it works with. */
export interface Kept {
  readonly eventStore: Pick<EventStore, 'bytesFrom'>;
  readonly vault: Pick<Vault, 'proofTrees' | 'checkpoints' | 'checkpointKey' | 'historyBreaks' | 'restores'>;
}

/** What came of it, and where the trees end then; `lost`: somebody else is at it. */
export interface Step {
  readonly outcome: 'more' | 'live' | 'torn' | 'lost';
  readonly end: TreesEnd;
}

const PAGE = 1000;
/** So many right edges of trees are remembered; they are a few hashes each. */
const REMEMBERED = 10_000;

/** Lets the trees of all organizations grow by what is new in the log. */
export class TreeKeeper {
  private edges = new Map<string, Frontier>();

  constructor(private readonly kept: Kept) {}

  /**
   * Takes a page of the log into the trees. Where the event with which they end is another one, or gone, the log is not
   * the one that they are of: nothing of it is taken.
   * @throws EventStoreUnavailable, LogDamaged
   */
  async step(end: TreesEnd): Promise<Step> {
    const isStart = end.position.commit < 0n;
    const read = await this.kept.eventStore.bytesFrom(isStart ? 'start' : end.position, PAGE);
    const events = isStart ? read : read.filter(({ position }) => isBehind(position, end.position));
    if (!isStart && end.hash !== undefined && !isThere(end, read[0])) return { outcome: 'torn', end };
    const last = events.at(-1);
    if (last === undefined) return { outcome: 'live', end };
    const hash = last.type.startsWith('$') ? undefined : leafInLog(sha256, last);
    const to = { position: last.position, hash };
    if (await this.kept.vault.proofTrees.grow({ from: end, to, ...(await this.growth(events)) }))
      return { outcome: read.length < PAGE ? 'live' : 'more', end: to };
    this.edges.clear();
    return { outcome: 'lost', end };
  }

  /** The trees end with what is there now. @throws EventStoreUnavailable, LogDamaged */
  async takeAsEnd(end: TreesEnd): Promise<void> {
    const [event] = await this.kept.eventStore.bytesFrom(end.position, 1);
    const hash = event && leafInLog(sha256, event);
    await this.kept.vault.proofTrees.grow({ from: end, to: { ...end, hash }, leaves: [], nodes: [] });
  }

  private async growth(events: readonly RawEvent[]): Promise<Pick<Growth, 'leaves' | 'nodes'>> {
    const leaves: Leaf[] = [];
    const nodes: Growth['nodes'][number][] = [];
    await this.recall(new Set(events.flatMap((event) => organizationOf(event) ?? [])));
    for (const event of events) {
      const organizationId = organizationOf(event);
      const edge = organizationId === undefined ? undefined : this.edges.get(organizationId);
      if (organizationId === undefined || edge === undefined) continue;
      const [leaf, ...above] = edge.append(leafInLog(sha256, event));
      if (leaf) leaves.push({ organizationId, index: leaf.index, position: event.position, hash: leaf.hash });
      nodes.push(...above.map((node) => ({ ...node, organizationId })));
    }
    return { leaves, nodes };
  }

  private async recall(organizationIds: ReadonlySet<string>): Promise<void> {
    if (this.edges.size > REMEMBERED) this.edges.clear();
    const unknown = [...organizationIds].filter((id) => !this.edges.has(id));
    const sizes = await this.kept.vault.proofTrees.sizes(unknown);
    for (const id of unknown) {
      const size = sizes.get(id) ?? 0;
      const edge = await this.kept.vault.proofTrees.nodes(id, nodesOf({ from: 0, to: size }));
      this.edges.set(id, Frontier.of(sha256, size, edge));
    }
  }
}

/** Whether the event with which the trees end is where it was. */
const isThere = ({ position, hash }: TreesEnd, event: RawEvent | undefined): boolean =>
  event !== undefined &&
  hash !== undefined &&
  event.position.commit === position.commit &&
  event.position.prepare === position.prepare &&
  inHex(leafInLog(sha256, event)) === inHex(hash);
