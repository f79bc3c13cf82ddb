import { routes, type AnswerOf } from '@annals/contracts';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { Proofs } from '../../proofs/proofs.service';

type Audit = typeof routes.audit;

/** E5: what proves the history of an organization. */
@Controller()
export class ProofsController {
  constructor(private readonly proofs: Proofs) {}

  @On(routes.audit.getProofs)
  state(@Incoming() { asked }: Arrived<Audit['getProofs']>): Promise<AnswerOf<Audit['getProofs']>> {
    return this.proofs.state(asked.organizationId);
  }

  @On(routes.audit.getVerifierKey)
  key(@Incoming() { asked }: Arrived<Audit['getVerifierKey']>): Promise<AnswerOf<Audit['getVerifierKey']>> {
    return this.proofs.verifier(asked.organizationId);
  }

  @On(routes.audit.listCheckpoints)
  list(@Incoming() { asked }: Arrived<Audit['listCheckpoints']>): Promise<AnswerOf<Audit['listCheckpoints']>> {
    return this.proofs.list(asked.organizationId, asked);
  }

  @On(routes.audit.getLatestCheckpoint)
  latest(
    @Incoming() { asked }: Arrived<Audit['getLatestCheckpoint']>,
  ): Promise<AnswerOf<Audit['getLatestCheckpoint']>> {
    return this.proofs.latest(asked.organizationId);
  }

  @On(routes.audit.getInclusion)
  inclusion(
    @Incoming() { asked: { organizationId, sequence, size } }: Arrived<Audit['getInclusion']>,
  ): Promise<AnswerOf<Audit['getInclusion']>> {
    return this.proofs.inclusion(organizationId, sequence, size);
  }

  @On(routes.audit.getInclusionFile)
  file(@Incoming() { asked: { organizationId, sequence, size } }: Arrived<Audit['getInclusionFile']>): Promise<string> {
    return this.proofs.inclusionFile(organizationId, sequence, size);
  }

  @On(routes.audit.getConsistency)
  consistency(
    @Incoming() { asked: { organizationId, from, to } }: Arrived<Audit['getConsistency']>,
  ): Promise<AnswerOf<Audit['getConsistency']>> {
    return this.proofs.consistency(organizationId, from, to);
  }
}
