import { EventStore } from '@annals/eventstore';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { memberOfUser } from './people';
import { PeoplesWords } from './peoples-words.service';

/** Who runs an organization. */
const TOLD: readonly string[] = ['owner', 'admin'];
/** So many are told at most, those first who joined first. */
const AT_MOST = 100;

/** Where owners and admins are written to, and what things are called, for mails about emergency stops (W22). */
@Injectable()
export class OwnersAndAdmins {
  constructor(
    private readonly store: EventStore,
    private readonly words: PeoplesWords,
  ) {}

  async of(organizationId: string, by: string) {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    const told = [...state.people.members.values()].filter(
      ({ suspended, roles }) => !suspended && roles.some((role) => TOLD.includes(role)),
    );
    const who = by.startsWith('user:') ? memberOfUser(state.people, by.slice('user:'.length)) : undefined;
    return {
      organization: state.settings.name,
      workspaces: new Map([...state.workspaces.all.values()].map(({ workspaceId, name }) => [workspaceId, name])),
      by: who && (await this.words.alias(organizationId, who.personId)),
      contacts: await this.words.contacts(
        organizationId,
        told.slice(0, AT_MOST).map(({ personId }) => personId),
      ),
    };
  }
}
