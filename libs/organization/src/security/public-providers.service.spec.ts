import { isPublicProvider } from './public-providers.service';

describe('P1: whose addresses anybody can have', () => {
  it.each(['gmail.com', 'outlook.com', 'yahoo.co.jp', 'web.de', 'qq.com', 'mailinator.com', 'posteo.de', 'tuta.io'])(
    '%s is no organization’s',
    (domain) => expect(isPublicProvider(domain)).toBe(true),
  );

  it.each(['halden.example', 'siemens.com', 'mail.halden.example', 'gmail.com.example'])('%s may be one’s', (domain) =>
    expect(isPublicProvider(domain)).toBe(false),
  );
});
