import { Public } from '@annals/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Readiness } from './readiness';

/** For supervisors and load balancers. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs. */
  @Get('live')
  @Public()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /**
   * The process can serve: the event store and the database answer, and no view or reaction stands still as a whole
   * (else 503, which names it).
   */
  @Get('ready')
  @Public()
  async ready(): Promise<{ status: 'ready'; standing: Readonly<Record<string, number>> }> {
    return { status: 'ready', standing: await this.readiness.check() };
  }
}
