/** Asked when a bot gets a key: whether it belongs to the organization. */
export abstract class BotDirectory {
  abstract exists(organizationId: string, botId: string): Promise<boolean>;
}
