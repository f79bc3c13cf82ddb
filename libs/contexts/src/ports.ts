import { DeniedCommands, PersonalViews, Subjects } from '@annals/audit';
import {
  Allowances,
  CataloguePolicy,
  MeaningPolicy,
  EmergencyContacts,
  FleetDirectory,
  FleetGrants,
  WhereThingsAre,
  Workspaces,
} from '@annals/automation';
import {
  BotDirectory,
  EventSourcedAccounts,
  ExportsOfLists,
  KeyDirectory,
  MemberSignIns,
  OpenInvitations,
  OrganizationFounding,
  OrganizationSetup,
  PeoplesAccounts,
  VaultPrincipals,
} from '@annals/identity';
import {
  Accounts,
  BegunOrganizations,
  Belongings,
  EmptiedViews,
  ErasablePeople,
  InvitationsTo,
  OrganizationMemberships,
  OrganizationWorkspaces,
  OwnersAndAdmins,
  PurgeObjections,
  WorkspaceContents,
} from '@annals/organization';
import { Acts, AppGrants, Denials, Exports, Memberships, Places, Principals, Setup } from '@annals/platform';
import { AllBelongings, OWNED_IN } from './belongings.service';
import { EveryViewEmptied } from './emptied-views.service';
import { EveryViewOfPeople } from './personal-views.service';
import { AllObjections, OBJECTING } from './purge-objections.service';
import { Unlimited } from './unlimited.service';
import type { Abstract, Provider, Type } from '@nestjs/common';

/** Whoever asks the port is answered by the service of another context; the compiler checks that it fits. */
const bind = <Port>(port: Abstract<Port>, by: Type<Port>): Provider => ({ provide: port, useExisting: by });

/** Where contexts meet at run time (ADR 16): a port belongs to who asks. */
export const ports: readonly Provider[] = [
  bind(Principals, VaultPrincipals),
  bind(Memberships, OrganizationMemberships),
  bind(Setup, OrganizationSetup),
  bind(OpenInvitations, InvitationsTo),
  bind(PeoplesAccounts, OrganizationMemberships),
  bind(Places, WhereThingsAre),
  bind(AppGrants, FleetGrants),
  bind(CataloguePolicy, OrganizationMemberships),
  bind(MeaningPolicy, OrganizationMemberships),
  bind(Acts, MemberSignIns),
  bind(Denials, DeniedCommands),
  bind(Exports, ExportsOfLists),
  bind(BotDirectory, FleetDirectory),
  bind(OrganizationFounding, BegunOrganizations),
  bind(Accounts, EventSourcedAccounts),
  {
    provide: OWNED_IN,
    useFactory: (...all: Belongings[]): readonly Belongings[] => all,
    inject: [FleetDirectory, KeyDirectory],
  },
  AllBelongings,
  bind(Belongings, AllBelongings),
  bind(Workspaces, OrganizationWorkspaces),
  bind(EmergencyContacts, OwnersAndAdmins),
  Unlimited,
  bind(Allowances, Unlimited),
  bind(WorkspaceContents, FleetDirectory),
  EveryViewEmptied,
  bind(EmptiedViews, EveryViewEmptied),
  EveryViewOfPeople,
  bind(PersonalViews, EveryViewOfPeople),
  bind(Subjects, ErasablePeople),
  { provide: OBJECTING, useValue: [] },
  AllObjections,
  bind(PurgeObjections, AllObjections),
];
