import { pathOf, refused, routes } from '@annals/contracts';
import { Incoming, Memberships, On, type Arrived } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Slugs } from '../../organization/slugs.service';

type Route = typeof routes.organization.findBySlug;

/** A14: to members the address of their organization; to everybody else there is none. */
@Controller()
export class FindBySlugController {
  constructor(
    @Inject(Slugs) private readonly slugs: Slugs,
    @Inject(Memberships) private readonly memberships: Memberships,
  ) {}

  @On(routes.organization.findBySlug)
  async serve(
    @Incoming() { asked, caller }: Arrived<Route>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const organizationId = await this.slugs.find(asked.slug.toLowerCase());
    const userId = caller.principal?.id ?? '';
    if (organizationId === undefined || !(await this.memberships.of(organizationId, userId)))
      throw refused('ORG_NOT_FOUND');
    reply.header('location', pathOf(routes.organization.getOrganization, { organizationId }));
  }
}
