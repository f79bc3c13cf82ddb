/** What keys need to know of bots. */
export abstract class BotDirectory {
  /** Asked when a bot gets a key: whether it belongs to the organization, and is not retired. */
  abstract exists(organizationId: string, botId: string): Promise<boolean>;
  /** Whether workers are at runs of it at this moment, also where it is retired. */
  abstract isAtWork(organizationId: string, botId: string): Promise<boolean>;
}
