import { certificateText, type ErasureCertified } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { plus, type Frozen, type Instant } from '@annals/kernel';
import { Vault, type ErasureInHand, type ErasureStep } from '@annals/vault';
import { eventsSealedWith, ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { issueErasureCertificate } from '../commands/issue-erasure-certificate/issue-erasure-certificate';
import { recordErased } from '../commands/record-erased/record-erased';
import type { Erasure } from './erasures';
import { oversight } from './oversight';
import { PersonalViews } from './personal-views.port';
import { Subjects } from './subjects.port';

/** `waits`: it goes on in a moment. */
export type ErasingOutcome = 'certified' | 'waits';

/** A process trusts the keys that it has unwrapped for 2 s; whatever was in the making when one was destroyed is stored by then. */
const SETTLES = { seconds: 5 };

/** In which order a certificate names places. */
const PLACES = ['key', 'claims', 'views', 'payloads', 'run_logs', 'mailbox', 'answers'] as const;

/**
 * Erases somebody step by step (E6, history.md §7): what they are here ends, what names them beside the log is deleted,
 * their key is destroyed, every view forgets them, and a certificate says so. Each step may be done again, so that
 * whoever died in one is followed by somebody who begins with that one.
 */
@Injectable()
export class Erasing {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly reader: ViewReader,
    private readonly subjects: Subjects,
    private readonly views: PersonalViews,
  ) {}

  async carryOut(organizationId: string, erasure: Frozen<Erasure>, now: Instant): Promise<ErasingOutcome> {
    const { erasureId, personId } = erasure;
    const inHand = { organizationId, erasureId };
    const steps = await this.vault.erasures.steps(inHand);
    const ended = steps.get('membership');
    if (!ended) return this.end(inHand, erasure);
    if (now < plus(ended.doneAt, SETTLES)) return 'waits';
    if (!steps.has('key')) return this.destroy(inHand, personId);
    const destroyed = await this.vault.keys.destroyedFor(organizationId, personId);
    if (destroyed === undefined || destroyed.seconds < SETTLES.seconds) return 'waits';
    return this.certify(inHand, personId, steps);
  }

  private async end(inHand: ErasureInHand, { personId, plan }: Frozen<Erasure>): Promise<ErasingOutcome> {
    const { organizationId } = inHand;
    await this.subjects.end({ organizationId, personId, ...(plan && { plan }) }, contextOf(inHand, 'membership'));
    await this.vault.erasures.did(inHand, 'membership');
    return 'waits';
  }

  private async destroy(inHand: ErasureInHand, personId: string): Promise<ErasingOutcome> {
    const { organizationId } = inHand;
    await this.vault.erasures.forget(inHand, await this.subjects.knownBy(organizationId, personId));
    await this.vault.erasures.did(inHand, 'claims', await this.vault.claims.countOf(organizationId, personId));
    await this.vault.erasures.did(inHand, 'views', await this.views.valuesOf({ organizationId, personId }));
    await this.vault.keys.destroy(organizationId, personId);
    await this.vault.erasures.did(inHand, 'key', 1);
    return 'waits';
  }

  private async certify(
    inHand: ErasureInHand,
    personId: string,
    steps: ReadonlyMap<string, ErasureStep>,
  ): Promise<ErasingOutcome> {
    const { organizationId, erasureId } = inHand;
    const target = { stream: oversight, id: [organizationId] } as const;
    const { position } = await this.store.decide(target, contextOf(inHand, 'erased'), (state, facts) =>
      recordErased(state, { organizationId, erasureId }, facts),
    );
    await this.views.forgot({ organizationId, personId }, position);
    await this.vault.erasures.did(inHand, 'forgotten');
    const found = await this.found(inHand, personId, steps);
    await this.store.decide(target, contextOf(inHand, 'certificate'), (state, facts) =>
      issueErasureCertificate(state, { organizationId, erasureId, found, digestOf }, facts),
    );
    return 'certified';
  }

  private async found(
    inHand: ErasureInHand,
    personId: string,
    steps: ReadonlyMap<string, ErasureStep>,
  ): Promise<Omit<ErasureCertified, 'erasureId' | 'personId' | 'number'>> {
    const { organizationId } = inHand;
    const keyId = await this.vault.keys.idOf(organizationId, personId);
    const streams = keyId === undefined ? [] : await eventsSealedWith(this.reader, { organizationId, keyId });
    const forgotten = (await this.vault.erasures.steps(inHand)).get('forgotten')?.doneAt;
    const places = PLACES.flatMap((place) => {
      const step = steps.get(place);
      // What views showed is gone once all of them have forgotten, not when it was counted.
      return step ? [{ place, count: step.count, doneAt: (place === 'views' && forgotten) || step.doneAt }] : [];
    });
    const erasedAt = steps.get('key')?.doneAt;
    if (erasedAt === undefined)
      throw new Error(`Erasure ${inHand.erasureId} is certified before its key was destroyed`);
    return { erasedAt, streams: [...streams], places };
  }
}

const digestOf = (certified: ErasureCertified): string =>
  createHash('sha256').update(certificateText(certified)).digest('hex');

/** One command for each step of an erasure, whoever carries it out, and however often. */
function contextOf({ erasureId }: ErasureInHand, step: string): CommandContext {
  const commandId = uuidV5(erasureId, step);
  return { commandId, correlationId: commandId, actor: 'system:erasures' };
}
