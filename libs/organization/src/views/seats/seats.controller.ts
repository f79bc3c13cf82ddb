import { routes } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds } from '@annals/kernel';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { organization } from '../../organization/organization';
import { seatsTaken } from '../../organization/seating';

/** Of no view: counted as the next decision would. */
@Controller()
export class GetSeatsController {
  constructor(private readonly store: EventStore) {}

  @On(routes.organization.getSeats)
  async seats(@Incoming() { asked: { organizationId } }: Arrived<typeof routes.organization.getSeats>) {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    return { organizationId, limit: state.seats.limit, ...seatsTaken(state, fromMilliseconds(Date.now())) };
  }
}
