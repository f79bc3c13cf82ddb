import type { KnowledgeEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import type { Facts, Frozen } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { Workspaces } from '../fleet/workspaces.port';
import { KeptKnowledge } from './kept-knowledge.service';
import { knowledge, ofWorkspace, type Knowledge } from './knowledge';

interface OneSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Begins to read sources: in workspaces that are there and not archived. */
@Injectable()
export class Readings {
  constructor(
    private readonly store: EventStore,
    private readonly workspaces: Workspaces,
    private readonly kept: KeptKnowledge,
  ) {}

  /** @throws Refused WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED, and what the decision refuses */
  async decide(
    one: OneSource,
    context: CommandContext,
    decision: (state: Frozen<Knowledge>, facts: Facts) => readonly KnowledgeEvent[],
  ): Promise<Decided<KnowledgeEvent>> {
    await this.workspaces.mustBeActive(one.organizationId, one.workspaceId);
    const decided = await this.store.decide({ stream: knowledge, id: ofWorkspace(one) }, context, decision);
    // At once, for whoever waits; where this process dies first, the worker does it (keep-knowledge-when-it-changes).
    await this.kept.settle(one);
    return decided;
  }
}
