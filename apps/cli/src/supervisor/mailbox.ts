import { servesMailbox, type Settings } from '@annals/config';
import { loadSecrets, mailboxPath, Secrets } from '@annals/vault';

interface MailboxAddress {
  readonly host: string;
  readonly publicUrl: string;
  readonly secretsFile: string;
}

/** The secret address of the mailbox page; undefined where the api serves none. @throws SecretsFileError */
export async function mailboxOf(
  { host, publicUrl, secretsFile }: MailboxAddress,
  { ANNALS_SMTP_URL: smtpUrl }: Settings,
): Promise<string | undefined> {
  if (!servesMailbox({ host, publicUrl, smtpUrl })) return undefined;
  const { serverKey } = await loadSecrets({ file: secretsFile });
  return publicUrl + mailboxPath(new Secrets(serverKey));
}
