import { routes } from '@annals/contracts';
import { On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { Readiness } from './readiness';

/** For supervisors and load balancers. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @On(routes.installation.isHealthy)
  healthy(): { status: 'live' } {
    return this.live();
  }

  /** The process runs. */
  @On(routes.installation.isLive)
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /**
   * The process can serve: the event store and the database answer, and no view or reaction stands still as a whole
   * (else 503, which names it).
   */
  @On(routes.installation.isReady)
  async ready(): Promise<{ status: 'ready'; standing: Readonly<Record<string, number>> }> {
    return { status: 'ready', standing: await this.readiness.check() };
  }
}
