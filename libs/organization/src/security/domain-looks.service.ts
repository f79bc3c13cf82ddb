import { EventStore, uuidV5 } from '@annals/eventstore';
import { plus, type Duration, type Instant } from '@annals/kernel';
import { eachDue } from '@annals/platform';
import { Vault, type Due } from '@annals/vault';
import { Inject, Injectable } from '@nestjs/common';
import { DomainRecords, recordName, recordValue } from './domain-records.service';
import { security } from './security';
import { VerifyDomainCommand, VerifyDomainHandler } from '../commands/verify-domain/verify-domain.handler';

/** So many at a time: the next time finds the others. */
const AT_ONCE = 50;
/** A record that is gone has to be gone so often, one look after the other, before the domain is. */
const MISSES = 3;
const AGAIN: Readonly<Record<'found' | 'missing' | 'silent', Duration>> = {
  found: { days: 1 },
  missing: { hours: 6 },
  silent: { hours: 1 },
};

/** When a domain is first looked at again after it was verified. */
export const firstLookAfter = (verifiedAt: Instant): Instant => plus(verifiedAt, AGAIN.found);

/**
 * Looks at verified domains again, a day after each look: whose record is gone three times within a day is lost. Name
 * servers that do not answer say nothing.
 */
@Injectable()
export class DomainLooks {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    @Inject(DomainRecords) private readonly records: Pick<DomainRecords, 'texts'>,
    private readonly verifying: VerifyDomainHandler,
  ) {}

  /** @throws AggregateError when some could not be looked at; they are found again the next time, the others are done */
  async look(now: Instant): Promise<void> {
    const due = await this.vault.domainLooks.by(now, AT_ONCE);
    await eachDue(due, (each) => this.lookAt(each, now), 'domains could not be looked at');
  }

  private async lookAt(look: Due, now: Instant): Promise<void> {
    const { organizationId, id: domainId } = look;
    const { state } = await this.store.state({ stream: security, id: [organizationId] }, 0);
    const domain = state.domains.get(domainId);
    if (!domain?.verified) return this.vault.domainLooks.forget(look);
    const texts = await this.records.texts(recordName(domain.domain));
    const what = texts === undefined ? 'silent' : texts.includes(recordValue(domainId)) ? 'found' : 'missing';
    const misses = what === 'found' ? 0 : (look.misses ?? 0) + (what === 'missing' ? 1 : 0);
    if (misses >= MISSES) return this.lose(look, now);
    return this.vault.domainLooks.keep({ ...look, due: plus(now, AGAIN[what]), misses });
  }

  /**
   * Verifying it once more says that it is lost; the command's id follows from the look, so it is said once. Whose record
   * is back by then is looked at again as any other.
   */
  private async lose(look: Due, now: Instant): Promise<void> {
    const { organizationId, id: domainId, due } = look;
    const commandId = uuidV5(domainId, `looked-at/${due}`);
    const context = { commandId, actor: 'system:domains', correlationId: commandId } as const;
    const { verified } = await this.verifying.execute(new VerifyDomainCommand({ organizationId, domainId }, context));
    await (verified
      ? this.vault.domainLooks.keep({ ...look, due: plus(now, AGAIN.found), misses: 0 })
      : this.vault.domainLooks.forget(look));
  }
}
