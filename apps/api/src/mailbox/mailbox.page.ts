interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Links of our own mails become links on the page; everything else stays text. */
const linked = (text: string) => escaped(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);

/** The mailbox as a plain page that needs no script and no style of its own. */
export function mailboxPage(mails: readonly Mail[]): string {
  const items = mails.map(
    (mail) => `<article aria-labelledby="${mail.id}"><h2 id="${mail.id}">${escaped(mail.subject)}</h2>
<p>To ${escaped(mail.to)}, <time datetime="${mail.at}">${mail.at}</time></p><pre>${linked(mail.text)}</pre></article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Mailbox</title></head>
<body><main><h1>Mailbox</h1><p>Mails of this installation stay here until a mail server is configured (ANNALS_SMTP_URL), text messages until a gateway is (ANNALS_SMS_WEBHOOK_URL).</p>
${items.length === 0 ? '<p>No mail yet.</p>' : items.join('\n')}</main></body></html>`;
}
