import { refused, routes } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { hasAlready, Incoming, On, type Arrived } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { organization } from '../../organization/organization';
import { LOGO_KIND } from '../../organization/settings';

type Route = typeof routes.organization.getLogo;

/** Whoever is led to show it as a page shows nothing of it, and runs nothing in it. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * A12: the logo, as it was sent. Its address is that of one picture, so that a browser keeps it for good; the picture before it is
 * shown to nobody any more.
 */
@Controller()
export class GetLogoController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  @On(routes.organization.getLogo)
  async serve(
    @Incoming() { asked: { organizationId, logo: digest } }: Arrived<Route>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { logo } = (await this.store.state({ stream: organization, id: [organizationId] }, 0)).state.settings;
    if (logo?.digest !== digest) throw refused('LOGO_NOT_FOUND');
    const picture = await this.vault.payloads.read({ organizationId, kind: LOGO_KIND, digest });
    if (picture === undefined) throw refused('LOGO_NOT_FOUND');
    const etag = `"${digest}"`;
    void reply.headers({
      'content-security-policy': POLICY,
      'cache-control': 'private, max-age=31536000, immutable',
      etag,
    });
    if (hasAlready(reply.request.headers['if-none-match'], etag)) {
      void reply.status(304);
      return undefined;
    }
    return new StreamableFile(picture, { type: `image/${logo.format}`, disposition: 'inline' });
  }
}
