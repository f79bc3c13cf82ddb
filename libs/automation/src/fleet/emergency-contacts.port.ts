/** Who is told when all runs are stopped somewhere, and what things are called there. */
export interface ToldInEmergency {
  readonly organization: string;
  readonly workspaces: ReadonlyMap<string, string>;
  /** What who did it is called; undefined where they are nobody there, or erased. */
  readonly by: string | undefined;
  /** Person → where they are written to. */
  readonly contacts: ReadonlyMap<string, string>;
}

/** Asked when all runs are stopped or start again (W22). */
export abstract class EmergencyContacts {
  /** @param by the actor that did it, as it is stored */
  abstract of(organizationId: string, by: string): Promise<ToldInEmergency>;
}
