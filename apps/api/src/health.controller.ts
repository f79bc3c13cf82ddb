import { EventStore } from '@annals/eventstore';
import { Public } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** For supervisors and load balancers. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly store: EventStore, private readonly vault: Vault) {}

  /** The process runs. */
  @Get('live')
  @Public()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process can serve: the event store and the vault answer (else 503). */
  @Get('ready')
  @Public()
  async ready(): Promise<{ status: 'ready' }> {
    await Promise.all([this.store.head(), this.vault.ping()]);
    return { status: 'ready' };
  }
}
